import { Holdings } from './holdings.js';
import { loadOf, type PlanInput, type Why } from './plan-input.js';

/** A plan in the making: each step of {@link plan}. */
export class Planning {
  readonly holders: (number | null)[];
  readonly why: (Why | null)[];
  readonly loads: number[];
  readonly #holdings: Holdings;

  constructor(readonly input: PlanInput) {
    this.holders = input.places.map(() => null);
    this.why = input.places.map(() => null);
    this.loads = input.members.map(({ load }) => load);
    this.#holdings = new Holdings(input);
  }

  /** The places nobody holds: those first whose task the fewest can do, then by time. */
  scarcestFirst(): number[] {
    const { places } = this.input;
    const capable = (place: number) => this.#holdings.capable[places[place]!.task]!.length;
    return this.gaps().sort(
      (a, b) => capable(a) - capable(b) || places[a]!.startsAt - places[b]!.startsAt || a - b,
    );
  }

  gaps(): number[] {
    return this.holders.flatMap((holder, place) => (holder === null ? [place] : []));
  }

  keep(place: number, member: number): void {
    if (!this.#holdings.mayHold(place, member)) return;
    this.#give(place, member, {
      by: 'kept',
      able: this.#holdings.able(place).length,
      load: this.loads[member]!,
      drawnFrom: [],
      instead: null,
    });
  }

  /** Gives a place to the least served of those who may have it, drawn among equals; whether there is anybody. */
  fill(place: number): boolean {
    let able = 0;
    let least = Number.POSITIVE_INFINITY;
    let drawnFrom: number[] = [];
    for (const each of this.#holdings.capable[this.input.places[place]!.task]!) {
      if (!this.#holdings.mayHold(place, each)) continue;
      able++;
      if (this.loads[each]! < least) {
        least = this.loads[each]!;
        drawnFrom = [each];
      } else if (this.loads[each] === least) drawnFrom.push(each);
    }
    if (able === 0) return false;
    const member = drawnFrom[drawnFrom.length === 1 ? 0 : this.input.draw(place, drawnFrom.length)]!;
    this.#give(place, member, { by: 'served', able, load: least, drawnFrom, instead: null });
    return true;
  }

  /** Fills the places that nobody has, where it can be done; whether one was. */
  fillGaps(): boolean {
    let filled = false;
    for (const place of this.gaps()) if (this.fill(place) || this.#fillByGivingWay(place)) filled = true;
    return filled;
  }

  /** Nobody is free for it as things stand: somebody who could do it gives another place up to who can do that one. */
  #fillByGivingWay(place: number): boolean {
    const byLoad = [...this.#holdings.capable[this.input.places[place]!.task]!].sort(
      (a, b) => this.loads[a]! - this.loads[b]! || a - b,
    );
    for (const member of byLoad) {
      for (const other of this.#movable(member)) {
        this.#take(other);
        const next = this.#holdings.mayHold(place, member) ? this.#leastServed(other, member) : null;
        if (next === null) {
          this.#giveBack(other, member);
          continue;
        }
        this.#moveTo(other, next, member);
        this.#give(place, member, {
          by: 'served',
          able: 1,
          load: this.loads[member]!,
          drawnFrom: [member],
          instead: null,
        });
        return true;
      }
    }
    return false;
  }

  /**
   * Moves places from who has carried more to who has carried less while that brings the two closer; where the other is
   * busy then, they exchange. The latest first: so that what comes soon stays as it was drawn, everybody before anybody
   * a second time.
   */
  evenOut(): void {
    const { places } = this.input;
    const latestFirst = [...places.keys()].sort((a, b) => places[b]!.startsAt - places[a]!.startsAt || b - a);
    // Each move puts two loads below what the higher of them was: the loads from the top down only fall, so this ends.
    for (let moved = true; moved; ) {
      moved = false;
      for (const place of latestFirst) {
        if (this.#isFixed(place) || !this.#holdings.mayGive(place, this.holders[place]!)) continue;
        if (this.#moveDown(place) || this.#exchangeDown(place)) moved = true;
      }
    }
  }

  /**
   * In the order of time: where somebody would come a second time, who has carried less and has not come yet takes the
   * place, and gives a later one of the same weight for it. What each carries stays as it was evened out. Whether anybody
   * did: each time somebody comes earlier than they did, so this ends.
   */
  everybodyFirst(): boolean {
    let moved = false;
    const { places, members } = this.input;
    const came = new Set<number>();
    /** What each has carried before the place that is looked at. */
    const loads = members.map(({ load }) => load);
    for (const place of [...places.keys()].sort(
      (a, b) => places[a]!.startsAt - places[b]!.startsAt || a - b,
    )) {
      const holder = this.holders[place];
      if (holder == null) continue;
      if (came.has(holder) && this.why[place]!.by !== 'kept' && this.#holdings.mayGive(place, holder))
        moved = this.#leaveToWhoIsNew(place, came, loads) || moved;
      const who = this.holders[place]!;
      came.add(who);
      loads[who]! += loadOf(this.input.tasks[places[place]!.task]!.effort, members[who]!.share);
    }
    return moved;
  }

  #leaveToWhoIsNew(place: number, came: ReadonlySet<number>, loads: readonly number[]): boolean {
    const holder = this.holders[place]!;
    const { task } = this.input.places[place]!;
    const less = this.#holdings.capable[task]!.filter(
      (member) => !came.has(member) && loads[member]! < loads[holder]!,
    );
    return less
      .sort((a, b) => loads[a]! - loads[b]! || a - b)
      .some((member) =>
        this.#laterAlike(place, member).some((other) => this.#exchange(place, holder, [other], member)),
      );
  }

  /** Places of a member in this plan that come later and weigh the same, the first of them first. */
  #laterAlike(place: number, member: number): number[] {
    const { places, tasks } = this.input;
    const { task, startsAt } = places[place]!;
    return this.#movable(member)
      .filter(
        (other) =>
          places[other]!.startsAt > startsAt && tasks[places[other]!.task]!.effort === tasks[task]!.effort,
      )
      .sort((a, b) => places[a]!.startsAt - places[b]!.startsAt || a - b);
  }

  /** Nobody has it, or its holder has it by an earlier plan. */
  #isFixed(place: number): boolean {
    return this.holders[place] === null || this.why[place]!.by === 'kept';
  }

  /** To whom it leaves with the least load, if that is less than its holder has. */
  #moveDown(place: number): boolean {
    const { places, tasks, members } = this.input;
    const holder = this.holders[place]!;
    const { task } = places[place]!;
    const { effort } = tasks[task]!;
    let best = -1;
    let lowest = this.loads[holder]!;
    for (const member of this.#holdings.capable[task]!) {
      if (this.loads[member]! >= lowest) continue;
      const after = this.loads[member]! + loadOf(effort, members[member]!.share);
      if (after < lowest && member !== holder && this.#holdings.mayHold(place, member)) {
        best = member;
        lowest = after;
      }
    }
    if (best < 0) return false;
    this.#take(place);
    this.#moveTo(place, best, holder);
    return true;
  }

  /** For what another has at the same time, where that weighs less, and both then have less than its holder had. */
  #exchangeDown(place: number): boolean {
    const { places, tasks, members } = this.input;
    const holder = this.holders[place]!;
    const { task, startsAt, endsAt } = places[place]!;
    const before = this.loads[holder]!;
    const more = tasks[task]!.effort;
    if (more === 1) return false;
    for (const member of this.#holdings.capable[task]!) {
      // Efforts are whole: an exchange lays at least one on them.
      const { share } = members[member]!;
      if (member === holder || this.loads[member]! + loadOf(1, share) >= before) continue;
      const back = this.#holdings.plannedBetween(member, startsAt, endsAt);
      if (back.length === 0 || back.some((other) => this.#isFixed(other))) continue;
      const less = back.reduce((sum, other) => sum + tasks[places[other]!.task]!.effort, 0);
      const theirs = this.loads[member]! + loadOf(more, share) - loadOf(less, share);
      if (more <= less || theirs >= before) continue;
      if (this.#exchange(place, holder, back, member)) return true;
    }
    return false;
  }

  #exchange(place: number, holder: number, back: readonly number[], member: number): boolean {
    const { places } = this.input;
    const reasons = [place, ...back].map((each) => [each, this.holders[each]!, this.why[each]!] as const);
    for (const [each] of reasons) this.#take(each);
    const keeps = back.every((each) => this.#holdings.keepsRunAndPause(member, places[each]!.task));
    const fits = keeps && this.#fits([place], member) && this.#fits(back, holder);
    for (const [each, before, why] of reasons) {
      if (fits) this.#moveTo(each, each === place ? member : holder, before);
      else this.#give(each, before, why);
    }
    return fits;
  }

  /** Whether a member may hold all of these beside what they hold. */
  #fits(places: readonly number[], member: number): boolean {
    const given: number[] = [];
    for (const place of places) {
      if (!this.#holdings.mayHold(place, member)) break;
      this.#holdings.add(place, member);
      given.push(place);
    }
    for (const place of given) this.#holdings.remove(place, member);
    return given.length === places.length;
  }

  #leastServed(place: number, except: number): number | null {
    let best: number | null = null;
    for (const member of this.#holdings.able(place))
      if (member !== except && (best === null || this.loads[member]! < this.loads[best]!)) best = member;
    return best;
  }

  #movable(member: number): number[] {
    return this.#holdings
      .plannedOf(member)
      .filter((place) => this.why[place]!.by !== 'kept' && this.#holdings.mayGive(place, member));
  }

  #moveTo(place: number, member: number, instead: number): void {
    const able = this.why[place]?.able ?? 1;
    this.#give(place, member, { by: 'evened', able, load: this.loads[member]!, drawnFrom: [], instead });
  }

  #give(place: number, member: number, why: Why): void {
    this.holders[place] = member;
    this.why[place] = why;
    this.#count(place, member, 1);
    this.#holdings.add(place, member);
  }

  #take(place: number): void {
    const member = this.holders[place]!;
    this.holders[place] = null;
    this.#count(place, member, -1);
    this.#holdings.remove(place, member);
  }

  #giveBack(place: number, member: number): void {
    this.#give(place, member, this.why[place]!);
  }

  #count(place: number, member: number, sign: 1 | -1): void {
    const { effort } = this.input.tasks[this.input.places[place]!.task]!;
    this.loads[member]! += sign * loadOf(effort, this.input.members[member]!.share);
  }
}
