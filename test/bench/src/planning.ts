import { loadOf, mayHave, planRoster, type RosterStretch } from '@plenary/sortition';
import solver from 'javascript-lp-solver';
import { type Bench, figure, type Measured, type Options } from './figure.js';
import { loadSpread, MEMBERS, type RotaProblem, rotaProblem, WEEKS } from './rota-problem.js';
import { median } from './statistics.js';

interface Planned {
  readonly seconds: number;
  readonly spread: number;
  readonly empty: number;
}

function ours(problem: RotaProblem): Planned {
  const began = performance.now();
  const { holders } = planRoster(problem.input, problem.absences);
  return planned(problem, holders, (performance.now() - began) / 1_000);
}

/**
 * The same year by linear programming, week by week: each place is filled once, nobody has two in a week, and the sum of
 * the loads that holders then have is the least. Who may have which place is worked out beforehand by our own rules;
 * the time is that of the package's solving alone.
 */
function byPackage(problem: RotaProblem): Planned {
  const { tasks, places, candidates: all } = problem.input;
  const candidates = all.map((each) => ({ ...each, holds: [] as RosterStretch[] }));
  const holders: (string | null)[] = places.map(() => null);
  let seconds = 0;
  for (let week = 0; week < WEEKS; week++) {
    const constraints: Record<string, { max?: number; equal?: number }> = {};
    const variables: Record<string, Record<string, number>> = {};
    const meant = new Map<string, readonly [place: number, member: number]>();
    for (const [place, stretch] of places.entries()) {
      if (stretch[1] !== week) continue;
      const { effort } = tasks[stretch[0]]!;
      for (const [member, candidate] of candidates.entries()) {
        if (!mayHave(candidate, stretch, tasks, problem.absences.get(candidate.id))) continue;
        const name = `${place}/${member}`;
        const load = (candidate.load + loadOf(effort, candidate.share)) / 1_000_000;
        variables[name] = { load, [`place ${place}`]: 1, [`member ${member}`]: 1 };
        constraints[`place ${place}`] = { equal: 1 };
        constraints[`member ${member}`] = { max: 1 };
        meant.set(name, [place, member]);
      }
    }
    const began = performance.now();
    const answer = solver.Solve({ optimize: 'load', opType: 'min', constraints, variables });
    seconds += (performance.now() - began) / 1_000;
    for (const [name, [place, member]] of meant) {
      if (!(Number(answer[name] ?? 0) > 0.5)) continue;
      const candidate = candidates[member]!;
      const stretch = places[place]!;
      holders[place] = candidate.id;
      candidates[member] = {
        ...candidate,
        load: candidate.load + loadOf(tasks[stretch[0]]!.effort, candidate.share),
        holds: [...candidate.holds, stretch],
      };
    }
  }
  return planned(problem, holders, seconds);
}

function planned(problem: RotaProblem, holders: readonly (string | null)[], seconds: number): Planned {
  const empty = holders.filter((holder) => holder === null).length;
  return { seconds, spread: loadSpread(problem, holders), empty };
}

async function run({ quick, say }: Options): Promise<Measured> {
  const rounds = quick ? 1 : 5;
  const mine: Planned[] = [];
  const theirs: Planned[] = [];
  // Not counted: the first plan of a process is made by code that is not compiled yet.
  for (let i = 0; i < 3; i++) ours(rotaProblem(1_000 + i));
  for (let i = 0; i < rounds; i++) {
    const problem = rotaProblem(i);
    mine.push(ours(problem));
    theirs.push(byPackage(problem));
    say(
      `round ${i + 1} of ${rounds}: ${mine[i]!.seconds.toFixed(3)} s, by the package ${theirs[i]!.seconds.toFixed(1)} s`,
    );
  }
  return measured(mine, theirs);
}

function measured(mine: readonly Planned[], theirs: readonly Planned[]): Measured {
  const all = <Key extends keyof Planned>(of: readonly Planned[], key: Key) => of.map((each) => each[key]);
  return {
    figures: [
      figure(
        'plan_500x52x10_seconds',
        `the plan of a year for ${MEMBERS} members: 10 weekly tasks for one to three members each, with requirements, absences, shares, runs and pauses, drawn by RFC 3797`,
        's',
        { bound: 'at most', than: 0.25 },
        all(mine, 'seconds'),
      ),
      figure(
        'plan_load_spread',
        'by how many shifts of the largest effort the loads of members differ in it, at most, who can do the same and give the same share',
        'ratio',
        { bound: 'at most', than: 1 },
        all(mine, 'spread'),
      ),
      figure(
        'plan_vs_assignment_package',
        'its time over that of `javascript-lp-solver`, which assigns the same places week by week',
        'ratio',
        { bound: 'at most', than: 1 },
        mine.map(({ seconds }, i) => seconds / theirs[i]!.seconds),
      ),
    ],
    parts: [
      { what: 'plan of a year', unit: 's', runs: all(mine, 'seconds') },
      { what: 'plan of a year, `javascript-lp-solver`', unit: 's', runs: all(theirs, 'seconds') },
      {
        what: 'difference of the loads, in shifts of the largest effort',
        unit: 'ratio',
        runs: all(mine, 'spread'),
      },
      {
        what: 'difference of the loads, `javascript-lp-solver`',
        unit: 'ratio',
        runs: all(theirs, 'spread'),
      },
      { what: 'places left empty', unit: 'ratio', runs: all(mine, 'empty') },
      { what: 'places left empty, `javascript-lp-solver`', unit: 'ratio', runs: all(theirs, 'empty') },
    ],
    profile: [
      `A plan asks for every place and every member whether the one may hold the other: that is most of its ${(median(all(mine, 'seconds')) * 1_000).toFixed(0)} ms. Who is there when is worked out once; then come the draws and the evening out.`,
    ],
  };
}

export const planning: Bench = {
  names: ['plan_500x52x10_seconds', 'plan_load_spread', 'plan_vs_assignment_package'],
  how: 'Planning. The same year of an assembly of 500, another one in each round, is planned by the rota’s planner, draws included, and by `javascript-lp-solver`, in turns. A program of the whole year has some 400,000 variables, more than the package bears; so it solves one week after another, each with the loads that the weeks before left, and never gives anybody two shifts in a week. What it is given is already filtered by our rules, and only its solving is timed. Both are judged by the same two questions: how far the loads of equals differ, and how many places are left empty.',
  run,
};
