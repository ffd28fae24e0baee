import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PollId } from '@plenary/kernel';
import { newId } from '@plenary/platform';
import { countElection, readPaper } from '@plenary/tally';
import { BallotBox } from './application/ballot-box.js';
import { type CastInput, castBallot } from './application/cast-ballot.js';
import { closePoll } from './application/close-poll.js';
import { countInWorker } from './application/count-in-worker.js';
import { tieOrder } from './application/draws.js';
import { openPoll } from './application/open-poll.js';
import { NO_PORTS, type VotingPorts } from './application/ports.js';
import { shred } from './application/timetable.js';
import type { ElectionTerms } from './domain/election.js';
import type { Choice } from './domain/paper.js';
import type { NewPoll, Poll } from './domain/poll.js';
import { candidatesOf } from './persistence/candidate-store.js';
import { paperPage } from './persistence/paper-store.js';
import { pollOf } from './persistence/poll-store.js';
import { closingEntry, resultOf } from './persistence/result-store.js';
import { failureOf, Hall, type Voter } from './spec/hall.js';

const NAMES = ['Ada', 'Bo', 'Cy', 'Di'];
const TERMS: ElectionTerms = { seats: 1, order: 'drawn', maxScore: null, publishBallots: false };

let hall: Hall;
let box: BallotBox;
beforeAll(async () => {
  hall = await Hall.open(60);
  box = new BallotBox(hall.uow);
});
afterAll(() => hall.close());

function portsFor(names: readonly string[]): VotingPorts {
  const standing = names.map((name) => ({ name, statement: `${name} says so.`, membershipId: null }));
  return { ...NO_PORTS, standingFor: async () => standing };
}

interface Opened {
  readonly poll: Poll;
  /** Candidate ids in order of the places. */
  readonly ids: readonly string[];
}

async function election(changes: Partial<NewPoll> = {}, names: readonly string[] = NAMES): Promise<Opened> {
  const poll = await hall.poll({ method: 'irv', election: TERMS, ...changes }, portsFor(names));
  return { poll, ids: (await candidatesOf(hall.db, [poll.id])).get(poll.id)!.map(({ id }) => id) };
}

function cast(voter: Voter, pollId: PollId, ballot: Partial<CastInput>) {
  return castBallot(box, hall.db, voter.tokenHash, { pollId, clientKey: newId(), ...ballot });
}

async function codeOf(result: ReturnType<typeof cast>): Promise<string> {
  const outcome = await result;
  return outcome.ok ? 'CAST' : outcome.rejection.code;
}

const ranking = ({ ids }: Opened, ...places: number[]): { choice: Choice } => ({
  choice: { ranking: places.map((place) => [ids[place]!]) },
});

async function close(poll: Poll) {
  await hall.endTime(poll.id);
  const closed = await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
  if (closed === null) throw new Error('it was not due');
  return closed;
}

/** Closes at the poll's own time, which comes by itself. */
async function closeWhenDue(poll: Poll) {
  for (;;) {
    const closed = await hall.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
    if (closed !== null) return closed;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function entry(kind: string, pollId: string) {
  const rows = await hall.db.query<{ bytes: Buffer }>(
    'SELECT bytes FROM entry WHERE kind = $1 ORDER BY seq',
    [kind],
  );
  return rows
    .map(({ bytes }) => JSON.parse(bytes.toString()) as { data: Record<string, unknown> })
    .find(({ data }) => data.poll === pollId)!.data;
}

describe('the opening of an election', () => {
  it('freezes the candidates, and commits to the draw of ties before anybody votes', async () => {
    const { poll } = await election();
    expect(poll).toMatchObject({ method: 'irv', election: TERMS, state: 'open' });
    const { seed, order } = await hall.db.one<{ seed: Buffer; order: Buffer }>(
      'SELECT tie_seed AS seed, order_seed AS order FROM poll WHERE id = $1',
      [poll.id],
    );
    expect(order).toHaveLength(32);
    const opened = await entry('poll.opened', poll.id);
    expect(opened.election).toMatchObject({
      seats: 1,
      tieSeedHash: createHash('sha256').update(seed).digest('hex'),
      candidates: [{ member: null }, { member: null }, { member: null }, { member: null }],
    });
    expect(JSON.stringify(opened)).not.toContain('Ada');
  });

  it('does not happen when nobody stands', async () => {
    const draft = await hall.draft({ method: 'irv', election: TERMS });
    const opened = await hall.uow.run((tx) => openPoll(NO_PORTS, tx, { pollId: draft.id }));
    expect(opened).toMatchObject({ ok: false, rejection: { code: 'NOBODY_STANDS' } });
    expect((await pollOf(hall.db, draft.id))?.state).toBe('draft');
  });

  it('leaves nothing that could be edited: candidates, terms, seeds', async () => {
    const { poll } = await election();
    const tries = [
      `UPDATE poll_candidate SET name = 'Eve' WHERE poll_id = $1`,
      'DELETE FROM poll_candidate WHERE poll_id = $1',
      `INSERT INTO poll_candidate (poll_id, assembly_id, place, id, name, statement)
       SELECT id, assembly_id, 9, gen_random_uuid(), 'Eve', '' FROM poll WHERE id = $1`,
      'UPDATE poll SET seats = 2, method = $$block$$ WHERE id = $1',
      'UPDATE poll SET tie_seed = s, tie_seed_hash = sha256(s) FROM (SELECT sha256($$x$$::bytea) AS s) AS x WHERE id = $1',
    ];
    for (const statement of tries) {
      const { code } = (await failureOf(hall.db.run(statement, [poll.id]))) as { code?: string };
      expect(code).toBe('23001');
    }
  });

  it('refuses terms that contradict the method', async () => {
    const irv = { method: 'irv', election: { ...TERMS, seats: 2 } } as const;
    expect(await failureOf(hall.draft(irv))).toMatchObject({ constraint: 'poll_one_seat_methods' });
    for (const method of ['score', 'score-median'] as const) {
      const score = { method, election: TERMS };
      expect(await failureOf(hall.draft(score))).toMatchObject({ constraint: 'poll_election_has_its_terms' });
    }
    expect(await failureOf(hall.draft({ election: TERMS }))).toBeInstanceOf(RangeError);
    expect(await failureOf(hall.draft({ method: 'irv' }))).toBeInstanceOf(RangeError);
    const live = { method: 'irv', election: TERMS, liveResults: true } as const;
    expect(await failureOf(hall.draft(live))).toBeInstanceOf(RangeError);
  });
});

describe('casting in an election', () => {
  it('refuses what the paper does not take, by its code, and then takes what it does', async () => {
    const opened = await election();
    const { poll, ids } = opened;
    const voter = hall.voters[0]!;
    const refused = [
      { answer: 'yes' },
      { answer: 'blank', choice: { ranking: [[ids[0]!]] } },
      {},
      { choice: { marks: [ids[0]!] } },
      { choice: { ranking: [[newId()]] } },
      { choice: { ranking: [[ids[0]!, ids[1]!]] } },
    ] as Partial<CastInput>[];
    for (const ballot of refused) expect(await codeOf(cast(voter, poll.id, ballot))).toBe('BALLOT_INVALID');
    expect(await codeOf(cast(voter, poll.id, ranking(opened, 1, 0)))).toBe('CAST');
    const yesNo = await hall.poll();
    expect(await codeOf(cast(voter, yesNo.id, ranking(opened, 1)))).toBe('BALLOT_INVALID');
    expect(await codeOf(cast(voter, yesNo.id, { answer: 'yes' }))).toBe('CAST');
  });

  it('tells whoever may not vote so, whatever their paper says', async () => {
    const draft = await hall.draft({
      method: 'irv',
      election: TERMS,
      opensAt: new Date(Date.now() + 3_600_000),
    });
    const nonsense = { choice: { ranking: [[newId()]] } };
    expect(await codeOf(cast(hall.voters[0]!, draft.id, nonsense))).toBe('POLL_NOT_OPEN');
    const { poll } = await election();
    const [stranger] = await hall.more(1);
    expect(await codeOf(cast(stranger!, poll.id, nonsense))).toBe('NOT_ON_ROLL');
    const nobody = { ...hall.voters[0]!, tokenHash: Buffer.alloc(32, 9) };
    expect(await failureOf(cast(nobody, poll.id, nonsense))).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect(await failureOf(cast(nobody, newId<'poll'>(), nonsense))).toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  it('by roll call is replaced until the close; in secret the first is final, whatever is sent after it', async () => {
    const voter = hall.voters[1]!;
    const open = await election();
    const first = await cast(voter, open.poll.id, ranking(open, 0));
    const second = await cast(voter, open.poll.id, ranking(open, 2, 1));
    expect(first.ok && second.ok && first.value.code !== second.value.code).toBe(true);
    const [line] = await hall.db.query('SELECT answer FROM ballot WHERE poll_id = $1', [open.poll.id]);
    expect(line).toEqual({ answer: 'r:2>1' });

    const secret = await election({ tier: 'secret' });
    const final = await cast(voter, secret.poll.id, ranking(secret, 3));
    const again = await cast(voter, secret.poll.id, { choice: { ranking: [[newId()]] } });
    expect(again).toEqual(final);
    const papers = await hall.db.query('SELECT answer FROM secret_ballot WHERE poll_id = $1', [
      secret.poll.id,
    ]);
    expect(papers).toEqual([{ answer: 'r:3' }]);
  });
});

describe('the close of an election', () => {
  it('counts what was cast, reveals the draw, and publishes a transcript with its hash in the record', async () => {
    const opened = await election({ tier: 'secret', election: { ...TERMS, publishBallots: true } });
    const { poll, ids } = opened;
    // 4 × Ada>Bo, 3 × Bo>Ada, 2 × Cy>Bo: Cy falls out, and Bo has five.
    const papers = [
      ...Array(4).fill([0, 1]),
      ...Array(3).fill([1, 0]),
      ...Array(2).fill([2, 1]),
    ] as number[][];
    for (const [i, places] of papers.entries())
      expect(await codeOf(cast(hall.voters[i]!, poll.id, ranking(opened, ...places)))).toBe('CAST');
    await cast(hall.voters[20]!, poll.id, { answer: 'blank' });
    await cast(hall.voters[21]!, poll.id, { answer: 'spoilt' });
    const { result, elected } = await close(poll);

    expect(elected.map(({ name, id }) => [name, id])).toEqual([['Bo', ids[1]]]);
    expect(result.sentence).toContain('Chosen: Bo, by instant run-off');
    expect(result.sentence).toContain(' entitled, 11 votes cast: 9 for an option, 1 blank, 1 spoilt.');
    expect(result.outcome.tally).toMatchObject({
      yes: { heads: 9 },
      blank: { heads: 1 },
      spoilt: { heads: 1 },
    });
    const { transcript, tieSeed } = result.election!;
    const places = ids.map((id, place) => ({ id, place }));
    expect(transcript.tieOrder).toEqual(tieOrder(tieSeed, places));
    expect(createHash('sha256').update(tieSeed).digest()).toEqual(poll.tieSeedHash);

    const published = (await paperPage(hall.db, poll, null, 100)).map(({ answer, heads, weight }) => ({
      paper: readPaper(answer, 'irv'),
      heads,
      weight: BigInt(weight),
    }));
    const { method, candidates, seats, withdrawn } = transcript;
    const recounted = countElection({
      method,
      candidates,
      seats,
      withdrawn,
      tieOrder: transcript.tieOrder,
      papers: published,
    });
    expect(recounted).toEqual(transcript);
    expect(await resultOf(hall.db, (await pollOf(hall.db, poll.id))!)).toEqual(result);

    const closed = await entry('poll.closed', poll.id);
    expect(closed).toMatchObject({
      carried: true,
      elected: [{ id: ids[1], member: null }],
      transcriptHash: createHash('sha256').update(result.transcript).digest('hex'),
      tieSeed: tieSeed.toString('hex'),
      ballotsHash: result.ballotsHash.toString('hex'),
    });
    expect(JSON.stringify(closed)).not.toContain('Bo');
    const { canonical } = await hall.db.one<{ canonical: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS canonical FROM entry WHERE assembly_id = $1 AND seq = $2`,
      [poll.assemblyId, await closingEntry(hall.db, (await pollOf(hall.db, poll.id))!)],
    );
    expect(JSON.parse(canonical)).toMatchObject({ kind: 'poll.closed', data: { poll: poll.id } });
  });

  it('hashes published papers so that anybody can repeat it, and keeps a salt where they are kept back', async () => {
    for (const publishBallots of [true, false]) {
      const opened = await election({ tier: 'secret', election: { ...TERMS, publishBallots } });
      const { poll } = opened;
      for (const [i, place] of [0, 1, 1].entries())
        await cast(hall.voters[i]!, poll.id, ranking(opened, place));
      const { result } = await close(poll);
      const lines = ['plenary/ballots/v1', poll.id, 'secret', 'r:0 1', 'r:1 1', 'r:1 1', ''].join('\n');
      const bare = createHash('sha256').update(lines).digest('hex');
      expect(result.ballotsHash.toString('hex') === bare).toBe(publishBallots);
    }
  });

  it('elects nobody when the quorum is missed, or when no paper names anybody', async () => {
    const quorum = {
      kind: 'share',
      counted: 'cast',
      numerator: 1,
      denominator: 2,
      comparison: 'at_least',
      base: 'entitled',
    } as const;
    const rule = {
      kind: 'majority',
      conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
      minimumYes: null,
      quorum,
    } as const;
    const missed = await election({ rule });
    await cast(hall.voters[0]!, missed.poll.id, ranking(missed, 0));
    const lost = await close(missed.poll);
    expect(lost.elected).toEqual([]);
    expect(lost.result).toMatchObject({ outcome: { carried: false }, election: { elected: [] } });
    expect(lost.result.sentence).toContain('Nothing is chosen: the quorum was missed');

    const blank = await election();
    await cast(hall.voters[0]!, blank.poll.id, { answer: 'blank' });
    const { result, elected } = await close(blank.poll);
    expect([result.outcome.carried, elected]).toEqual([false, []]);
    expect(result.sentence).toContain('no paper named an option');
  });

  it('passes over a candidate who left the assembly, and leaves seats empty when too few stood', async () => {
    const [ada, bo] = (await hall.more(2)) as [Voter, Voter];
    const standing = [ada, bo].map(({ membershipId }, i) => ({
      name: NAMES[i]!,
      statement: '',
      membershipId,
    }));
    const terms = { ...TERMS, seats: 3 };
    const poll = await hall.poll(
      { method: 'stv-scottish', election: terms },
      { ...NO_PORTS, standingFor: async () => standing },
    );
    const ids = (await candidatesOf(hall.db, [poll.id])).get(poll.id)!.map(({ id }) => id);
    await cast(hall.voters[0]!, poll.id, ranking({ poll, ids }, 0, 1));
    await hall.db.run('UPDATE membership SET ended_at = plenary_now(), end_kind = $$left$$ WHERE id = $1', [
      ada.membershipId,
    ]);
    const { result, elected } = await close(poll);
    expect(result.election!.transcript.withdrawn).toEqual([0]);
    expect(elected.map(({ membershipId }) => membershipId)).toEqual([bo.membershipId]);
    expect(result.sentence).toContain('2 seats stay empty');
  });

  it('of a quiet assembly names nobody in the record', async () => {
    const [eve] = (await hall.more(1)) as [Voter];
    const standing = [{ name: 'Evelyn', statement: '', membershipId: eve.membershipId }];
    await hall.db.run('UPDATE assembly SET quiet = true WHERE id = $1', [hall.assemblyId]);
    const ports = { ...NO_PORTS, standingFor: async () => standing };
    const poll = await hall.poll({ method: 'irv', election: TERMS }, ports);
    const ids = (await candidatesOf(hall.db, [poll.id])).get(poll.id)!.map(({ id }) => id);
    await cast(hall.voters[0]!, poll.id, ranking({ poll, ids }, 0));
    const { result } = await close(poll);
    await hall.db.run('UPDATE assembly SET quiet = false WHERE id = $1', [hall.assemblyId]);
    expect(result.sentence).toContain('Evelyn');
    const { told } = await hall.db.one<{ told: number }>(
      "SELECT count(*) AS told FROM entry_personal WHERE value LIKE '%Evelyn%'",
    );
    expect(told).toBe(0);
  });

  it('keeps what every voter’s own order was drawn from no longer than the vote', async () => {
    const { poll } = await election();
    await close(poll);
    expect(await hall.db.one('SELECT order_seed FROM poll WHERE id = $1', [poll.id])).toEqual({
      order_seed: null,
    });
  });

  it('counts by each of the methods what its papers say', async () => {
    const kinds = {
      plurality: (ids: readonly string[]) => ({ marks: [ids[1]!] }),
      block: (ids: readonly string[]) => ({ marks: [ids[1]!] }),
      approval: (ids: readonly string[]) => ({ marks: [ids[1]!] }),
      score: (ids: readonly string[]) => ({ scores: [{ candidateId: ids[1]!, score: 4 }] }),
      'score-median': (ids: readonly string[]) => ({ scores: [{ candidateId: ids[1]!, score: 4 }] }),
      irv: (ids: readonly string[]) => ({ ranking: [[ids[1]!]] }),
      'stv-scottish': (ids: readonly string[]) => ({ ranking: [[ids[1]!], [ids[0]!]] }),
      'stv-meek': (ids: readonly string[]) => ({ ranking: [[ids[1]!], [ids[0]!, ids[2]!]] }),
      'stv-meek-exact': (ids: readonly string[]) => ({ ranking: [[ids[1]!], [ids[0]!, ids[2]!]] }),
      'stv-meek-nz': (ids: readonly string[]) => ({ ranking: [[ids[1]!]] }),
      'stv-ers97': (ids: readonly string[]) => ({ ranking: [[ids[1]!]] }),
      schulze: (ids: readonly string[]) => ({ ranking: [[ids[1]!], [ids[0]!, ids[2]!]] }),
      'ranked-pairs': (ids: readonly string[]) => ({ ranking: [[ids[1]!]] }),
    } as const satisfies Record<string, (ids: readonly string[]) => Choice>;
    for (const [method, choice] of Object.entries(kinds) as [keyof typeof kinds, (typeof kinds)['irv']][]) {
      const terms = { ...TERMS, maxScore: method.startsWith('score') ? 5 : null };
      const { poll, ids } = await election({ method, election: terms });
      for (const voter of hall.voters.slice(0, 3))
        expect(await codeOf(cast(voter, poll.id, { choice: choice(ids) }))).toBe('CAST');
      const { result, elected } = await close(poll);
      const winners = elected.map(({ name }) => name);
      expect([method, result.election!.transcript.method, winners.includes('Bo')]).toEqual([
        method,
        method,
        true,
      ]);
    }
  });
});

describe('60 voters who rank while the election closes', () => {
  it.each([['roll_call'], ['secret']] as const)(
    '10 times over, %s: what was acknowledged is counted, once, and nothing else is',
    async (tier) => {
      for (let round = 0; round < 10; round++) {
        const opened = await election({ tier, method: 'schulze' });
        const { poll } = opened;
        await hall.db.run(
          `UPDATE poll SET closes_at = plenary_now() + interval '30 milliseconds' WHERE id = $1`,
          [poll.id],
        );
        const casting = hall.voters.map(async (voter, i) => {
          await new Promise((resolve) => setTimeout(resolve, i));
          return codeOf(cast(voter, poll.id, ranking(opened, i % 4, (i + 1) % 4)));
        });
        const closing = closeWhenDue(poll);
        const codes = await Promise.all(casting);
        expect(codes.filter((code) => code !== 'CAST' && code !== 'POLL_NOT_OPEN')).toEqual([]);
        const { result } = await closing;
        const acknowledged = codes.filter((code) => code === 'CAST').length;
        expect(result.outcome.tally.cast.heads).toBe(acknowledged);
        expect(result.election!.transcript.papers.cast.heads).toBe(acknowledged);
      }
    },
  );
});

describe('a secret election after its close', () => {
  it('leaves nothing in the raw tables that ties a ranking to a voter', async () => {
    const opened = await election({ tier: 'secret' });
    const { poll } = opened;
    // Each paper is another one, so that each keeps a row of its own.
    const orders = [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].map((c) => [a, b, c] as const)),
    );
    const papers = orders.filter(([a, b, c]) => a !== b && b !== c && a !== c);
    for (const [i, places] of papers.entries())
      await cast(hall.voters[i]!, poll.id, ranking(opened, ...places));
    const shared = `SELECT count(*) AS n FROM participation t JOIN secret_ballot s USING (poll_id)
                    WHERE t.poll_id = $1 AND t.xmin = s.xmin`;
    expect(await hall.db.one(shared, [poll.id])).toEqual({ n: 24 });
    await close(poll);
    expect(await hall.db.one(shared, [poll.id])).toEqual({ n: 0 });
    // The order in the table, by place or by id, is not the order of casting.
    const ofCasting = papers.map((places) => `r:${places.join('>')}`);
    for (const order of ['ctid', 'id']) {
      const rows = await hall.db.query<{ answer: string }>(
        `SELECT answer FROM secret_ballot WHERE poll_id = $1 ORDER BY ${order}`,
        [poll.id],
      );
      const answers = rows.map(({ answer }) => answer);
      expect([...answers].sort()).toEqual([...ofCasting].sort());
      expect(answers).not.toEqual(ofCasting);
    }
    await shred(hall.uow);
    const { shredded } = await hall.db.one<{ shredded: Date | null }>(
      'SELECT shredded_at AS shredded FROM poll WHERE id = $1',
      [poll.id],
    );
    expect(shredded).not.toBeNull();
  });
});

describe('the thread that counts', () => {
  it('leaves the loop to everybody else, however long it takes', async () => {
    async function* papers() {
      for (let n = 0; n < 40; n++)
        yield Array.from({ length: 500 }, (_, i) => {
          const at = n * 500 + i;
          const order = Array.from({ length: 8 }, (_, place) => place).sort(
            (a, b) => ((at * (a + 3)) % 97) - ((at * (b + 3)) % 97) || a - b,
          );
          return { answer: `r:${order.join('>')}`, heads: 1, weight: 1 };
        });
    }
    const candidates = Array.from({ length: 8 }, (_, place) => `Candidate ${place}`);
    const tieOrder = candidates.map((_, place) => place);
    const terms = { method: 'stv-meek', candidates, withdrawn: [], seats: 3, tieOrder } as const;
    let turns = 0;
    let counting = true;
    const turn = () => {
      turns += 1;
      if (counting) setImmediate(turn);
    };
    const answer = countInWorker(terms, papers()).finally(() => {
      counting = false;
    });
    turn();
    const transcript = JSON.parse(await answer) as { elected: number[] };
    expect(transcript.elected).toHaveLength(3);
    // On the loop it would have taken one turn, from the last paper to the answer.
    expect(turns).toBeGreaterThan(100);
  });

  it('hands on what it failed with', async () => {
    async function* papers() {
      yield [{ answer: 'm:1', heads: 1, weight: 1 }];
    }
    const terms = {
      method: 'irv',
      candidates: ['Ada', 'Bo'],
      withdrawn: [],
      seats: 1,
      tieOrder: [0, 1],
    } as const;
    expect((await failureOf(countInWorker(terms, papers()))).message).toContain(
      'is no paper of the method irv',
    );
  });
});
