import { suspendMember } from '@plenary/assembly';
import type { PollId } from '@plenary/kernel';
import { closePoll } from '@plenary/voting';
import { acceptSeat, declineSeat, resignSeat } from '../application/answer-seat.js';
import type { Term } from '../domain/term.js';
import { electionUnderWay } from '../persistence/alternate-store.js';
import { codeOf, expectOk, HOUR, type House, RULES } from './house.js';

/** Something that happens to an office; `n` is a member, `seat` one of its seats. */
export type Step =
  | { readonly kind: 'elect'; readonly order: readonly number[] }
  | { readonly kind: 'accept' | 'decline' | 'resign' | 'act' | 'recall'; readonly seat: number }
  | { readonly kind: 'sign' | 'unsign'; readonly n: number; readonly seat: number }
  | { readonly kind: 'everybodySigns' | 'delegateLeaves'; readonly seat: number }
  | { readonly kind: 'leave' | 'suspend'; readonly n: number }
  /** The rules of the office ask for this part of the members, at least so many, before a recall poll opens. */
  | { readonly kind: 'threshold'; readonly denominator: number; readonly atLeast: number }
  | { readonly kind: 'recallPoll'; readonly answer: 'yes' | 'no' }
  | { readonly kind: 'ask' | 'closeAbove' }
  | { readonly kind: 'vote'; readonly seat: number; readonly answer: 'yes' | 'no' }
  | { readonly kind: 'formerVotes' }
  | { readonly kind: 'pass'; readonly hours: number }
  | { readonly kind: 'settle' };

/** What the software may answer to an act or a vote of whoever holds the seat now. */
const OF_HOLDER = ['accepted', 'NOT_ACCEPTED', 'NO_MANDATE', 'RIGHT_NOT_HELD'];
const SIGNING = ['sign', 'everybodySigns'];
/** So many members always count: with fewer no motion is seconded, and no seat can be filled. */
const FEWEST = 4;

/** One office of an assembly, whose delegates also speak in the one above, and everything that is done to it in turn. */
export class History {
  #asked: PollId | null = null;

  private constructor(
    readonly house: House,
    readonly above: House,
    readonly officeId: string,
    readonly rules: Record<string, unknown>,
    readonly clock: { hours: number },
  ) {}

  /** Whoever left before is replaced: there are as many members as ever. */
  static async begin(
    house: House,
    above: House,
    rules: Record<string, unknown>,
    clock: { hours: number },
  ): Promise<History> {
    const gone = await house.db.query<{ id: string }>(
      'SELECT id FROM membership WHERE assembly_id = $1 AND ended_at IS NOT NULL',
      [house.assemblyId],
    );
    for (const [i, { membershipId }] of house.members.entries()) {
      if (!gone.some(({ id }) => id === membershipId)) continue;
      await house.join(1);
      house.members[i] = house.members.pop()!;
    }
    await house.db.run('UPDATE membership SET suspended_from = NULL, suspended_until = NULL');
    const officeId = await house.office(rules);
    await house.mandate(officeId, [{ matter: { text: 'Wages' }, position: 'must_support' }], 75);
    return new History(house, above, officeId, rules, clock);
  }

  /** Ends the office, so that its seats speak above no more. */
  async end(): Promise<void> {
    await this.#closeAbove();
    const by = (await this.#able())[0]!;
    await this.house.decide('abolish_office', { officeId: this.officeId }, 'yes', by);
    await this.house.settle();
  }

  /** @throws when the software answers what it must not. */
  async take(step: Step): Promise<void> {
    const before = await this.#recalls();
    await this.#take(step);
    if (!SIGNING.includes(step.kind) && (await this.#recalls()) !== before)
      throw new Error(`${step.kind} recalled a delegate by signatures`);
  }

  /** How often signatures have emptied a seat. */
  async #recalls(): Promise<number> {
    const { n } = await this.house.db.one<{ n: number }>(
      `SELECT count(*) AS n FROM term WHERE office_id = $1 AND end_kind = 'recalled_by_signatures'`,
      [this.officeId],
    );
    return n;
  }

  /** Members who count now, by their numbers. */
  async #able(): Promise<number[]> {
    const rows = await this.house.db.query<{ id: string }>(
      'SELECT id FROM counting_members($1, plenary_now())',
      [this.house.assemblyId],
    );
    const ids = new Set(rows.map(({ id }) => id));
    return [...this.house.members.keys()].map((i) => i + 1).filter((n) => ids.has(this.#id(n)));
  }

  #id(n: number): string {
    return this.house.member(n).membershipId;
  }

  #numberOf(term: Term): number {
    return this.house.members.findIndex(({ membershipId }) => membershipId === term.membershipId) + 1;
  }

  async #take(step: Step): Promise<void> {
    const { house, officeId } = this;
    const able = await this.#able();
    switch (step.kind) {
      case 'settle':
        return house.settle();
      case 'pass':
        this.clock.hours += step.hours;
        return house.setClock(this.clock.hours);
      case 'elect':
        return this.#elect(
          step.order.filter((n) => able.includes(n)),
          able[0]!,
        );
      case 'leave':
        if (able.length > FEWEST && able.includes(step.n)) expectOk(await house.leave(step.n));
        return;
      case 'suspend':
        if (able.length > FEWEST && able.includes(step.n)) await this.#suspend(step.n);
        return;
      case 'threshold': {
        const { denominator, atLeast } = step;
        const rules = { ...RULES, ...this.rules, recallPoll: { numerator: 1, denominator, atLeast } };
        await house.decide('change_office', { officeId, rules }, 'yes', able[0]);
        return;
      }
      case 'recallPoll':
        return this.#recallPoll(step.answer);
      case 'ask':
        return this.#ask();
      case 'closeAbove':
        return this.#closeAbove();
      case 'formerVotes':
        return this.#formerVotes();
      default:
        return this.#takeBySeat(step, able);
    }
  }

  async #takeBySeat(step: Step & { readonly seat: number }, able: readonly number[]): Promise<void> {
    const { house } = this;
    const term = (await house.running(this.officeId))[step.seat];
    if (term === undefined) return;
    const n = this.#numberOf(term);
    const { personId } = house.member(n);
    switch (step.kind) {
      case 'accept':
        await house.work.run((tx) => acceptSeat(tx, personId, term.id));
        break;
      case 'decline':
        await house.work.run((tx) => declineSeat(house.mandates, tx, personId, term.id));
        break;
      case 'resign':
        await house.work.run((tx) => resignSeat(house.mandates, tx, personId, term.id));
        break;
      case 'act':
        among(OF_HOLDER, codeOf(await house.act(n, term)));
        break;
      case 'vote':
        if (this.#asked === null) break;
        among(
          [...OF_HOLDER, 'NOT_ON_ROLL', 'POLL_NOT_OPEN'],
          codeOf(await house.voteForSeat(n, term, this.#asked, step.answer)),
        );
        break;
      case 'recall': {
        const by = able.find((other) => other !== n)!;
        await house.decide('recall_delegate', { termId: term.id }, 'yes', by);
        break;
      }
      case 'sign':
        if (able.includes(step.n)) await house.withdraw(step.n, term);
        break;
      case 'unsign':
        if (able.includes(step.n)) await house.restore(step.n, term);
        break;
      case 'everybodySigns':
        for (const other of able) await house.withdraw(other, term);
        break;
      case 'delegateLeaves':
        if (able.length > FEWEST) expectOk(await house.leave(n));
    }
  }

  /** An election of all who stand; none where every seat is held for long. One that is under way is held. */
  async #elect(order: readonly number[], by: number): Promise<void> {
    const { house, officeId } = this;
    if (order.length === 0) return;
    if (await electionUnderWay(house.db, officeId)) {
      const { id } = await house.db.one<{ id: string }>(
        `SELECT id FROM motion WHERE kind = 'elect_delegates' AND state IN ('moved', 'seconded') AND effect ->> 'officeId' = $1`,
        [officeId],
      );
      await house.hold(await house.motion(id), order);
      return;
    }
    const drafted = await house.draft('elect_delegates', { officeId }, by);
    if (drafted.ok) await house.hold(await house.announced('elect_delegates', { officeId }, by), order);
  }

  async #suspend(n: number): Promise<void> {
    const { house } = this;
    await house.work.do(async (tx) => {
      const now = (await tx.now()).getTime();
      const sanction = {
        assemblyId: house.assemblyId,
        membershipId: this.#id(n),
        reason: 'Because.',
        hearingAt: new Date(now - HOUR),
        until: new Date(now + 24 * HOUR),
      };
      const { done } = await suspendMember({ suspended: [] }, tx, sanction, { source: 'system' });
      if (!done) throw new Error('a member who counts was not suspended');
    });
  }

  /** The vote that signatures, or what was no signature, opened by itself. */
  async #recallPoll(answer: string): Promise<void> {
    const motion = await this.house.db.maybe<{ id: string }>(
      `SELECT m.id FROM motion m JOIN petition p ON p.motion_id = m.id JOIN term t ON t.id = p.term_id
       JOIN poll q ON q.id = m.poll_id AND q.state = 'draft' WHERE t.office_id = $1 ORDER BY m.id LIMIT 1`,
      [this.officeId],
    );
    if (motion) await this.house.finish(await this.house.motion(motion.id), answer);
  }

  async #ask(): Promise<void> {
    if (this.#asked !== null) return;
    const drafted = await this.above.draft('ask_delegates', {});
    // Nobody holds a seat.
    if (!drafted.ok) return;
    const motion = await this.above.announced('ask_delegates', {});
    await this.above.settle();
    this.#asked = await this.above.open(motion);
  }

  async #closeAbove(): Promise<void> {
    const pollId = this.#asked;
    if (pollId === null) return;
    this.#asked = null;
    await this.above.db.run(
      `UPDATE poll SET closes_at = greatest(least(closes_at, plenary_now()), opened_at + interval '1 microsecond') WHERE id = $1`,
      [pollId],
    );
    await this.above.work.do((tx) => closePoll(this.above.voting, tx, pollId));
    await this.above.settle();
  }

  /** Whoever lost a seat tries to speak for it. */
  async #formerVotes(): Promise<void> {
    if (this.#asked === null) return;
    const former = await this.house.db.query<Term & Record<string, unknown>>(
      `SELECT id, membership_id AS "membershipId" FROM term_now WHERE office_id = $1 AND over_at IS NOT NULL ORDER BY id`,
      [this.officeId],
    );
    for (const term of former) {
      const n = this.#numberOf(term);
      if (n === 0) continue;
      const tried = await this.house
        .voteForSeat(n, term, this.#asked, 'yes')
        .then(codeOf, (error: { code?: string }) => error.code ?? String(error));
      among(['SEAT_NOT_HELD', 'RIGHT_NOT_HELD', 'NOT_ALLOWED', 'NOT_ON_ROLL', 'POLL_NOT_OPEN'], tried);
    }
  }
}

function among(codes: readonly string[], code: string): void {
  if (!codes.includes(code)) throw new Error(`answered ${code}, not one of ${codes.join(', ')}`);
}
