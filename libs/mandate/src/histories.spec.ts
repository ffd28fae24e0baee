import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { electionUnderWay, waitingAlternates } from './persistence/alternate-store.js';
import { History, type Step } from './spec/history.js';
import { House } from './spec/house.js';

const SIZE = 7;
const SEATS = 2;

const seat = fc.integer({ min: 0, max: SEATS - 1 });
const member = fc.integer({ min: 1, max: SIZE });
type Weighted = { weight: number; arbitrary: fc.Arbitrary<Step> };
const of = (weight: number, arbitrary: fc.Arbitrary<Step>): Weighted => ({ weight, arbitrary });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  of(
    2,
    fc.record({
      kind: fc.constant('elect' as const),
      order: fc.uniqueArray(member, { minLength: 1, maxLength: 5 }),
    }),
  ),
  of(4, fc.record({ kind: fc.constant('accept' as const), seat })),
  of(3, fc.record({ kind: fc.constantFrom('decline', 'resign', 'act', 'act', 'recall'), seat })),
  of(4, fc.record({ kind: fc.constantFrom('sign', 'sign', 'unsign'), n: member, seat })),
  of(1, fc.record({ kind: fc.constant('everybodySigns' as const), seat })),
  of(2, fc.record({ kind: fc.constantFrom('leave', 'suspend'), n: member })),
  of(1, fc.record({ kind: fc.constant('delegateLeaves' as const), seat })),
  of(
    1,
    fc.record({
      kind: fc.constant('threshold' as const),
      denominator: fc.constantFrom(2, 5, 10),
      atLeast: fc.constantFrom(1, 2, 3, 100),
    }),
  ),
  of(1, fc.record({ kind: fc.constant('recallPoll' as const), answer: fc.constantFrom('yes', 'no') })),
  of(3, fc.record({ kind: fc.constantFrom('ask', 'formerVotes', 'closeAbove') })),
  of(3, fc.record({ kind: fc.constant('vote' as const), seat, answer: fc.constantFrom('yes', 'no') })),
  of(2, fc.record({ kind: fc.constant('pass' as const), hours: fc.constantFrom(1, 30, 24 * 40) })),
  of(3, fc.constant({ kind: 'settle' as const })),
);

const [FIRST, SECOND]: Step[] = [
  { kind: 'accept', seat: 0 },
  { kind: 'accept', seat: 1 },
];
const SETTLE: Step = { kind: 'settle' };

/** Both are elected again before their terms are over, and these end at one instant. */
const REELECTED: Step[] = [
  FIRST!,
  SECOND!,
  { kind: 'pass', hours: 24 * 40 },
  { kind: 'elect', order: [2, 1] },
  { kind: 'pass', hours: 24 * 40 },
  SETTLE,
];
/** A delegate is recalled while the assembly above votes; who follows votes anew, the other leaves. */
const IN_MID_POLL: Step[] = [
  FIRST!,
  SECOND!,
  { kind: 'ask' },
  { kind: 'vote', seat: 0, answer: 'yes' },
  { kind: 'vote', seat: 1, answer: 'yes' },
  { kind: 'everybodySigns', seat: 0 },
  { kind: 'formerVotes' },
  FIRST!,
  { kind: 'vote', seat: 0, answer: 'no' },
  { kind: 'delegateLeaves', seat: 1 },
  { kind: 'formerVotes' },
  SETTLE,
  { kind: 'closeAbove' },
];
/** Three of seven have signed, and more than half are reached by a departure, a suspension, and its end. */
const NO_SIGNATURE: Step[] = [
  { kind: 'threshold', denominator: 2, atLeast: 100 },
  FIRST!,
  { kind: 'sign', n: 3, seat: 0 },
  { kind: 'sign', n: 4, seat: 0 },
  { kind: 'sign', n: 5, seat: 0 },
  { kind: 'suspend', n: 5 },
  { kind: 'leave', n: 7 },
  { kind: 'pass', hours: 30 },
  SETTLE,
  { kind: 'recallPoll', answer: 'no' },
  { kind: 'sign', n: 3, seat: 0 },
  SETTLE,
];

/** A second seat falls empty while an election for the first is under way: what it does not fill is elected anew. */
const EMPTIED_TWICE: Step[] = [
  { kind: 'recall', seat: 0 },
  { kind: 'recall', seat: 0 },
  { kind: 'recall', seat: 0 },
  { kind: 'recall', seat: 0 },
  { kind: 'elect', order: [5, 6] },
];

describe('over generated histories of elections, signatures, departures, votes above, ends and vacancies', () => {
  let house: House;
  let above: House;
  const clock = { hours: 0 };
  beforeAll(async () => {
    house = await House.of(SIZE);
    above = await House.of(3, house);
    await house.standBelow(above);
  });
  afterAll(() => house.close());

  it.each(['alternate', 'countback', 'election'])(
    'no seat has two holders, nothing is done after its end, nothing but signatures recalls, and the record tells it all: %s',
    async (vacancy) => {
      const rules = { seats: SEATS, vacancy, termDays: 60, acceptHours: 24, speaksAbove: true };
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 20 }), async (steps) => {
          const history = await History.begin(house, above, rules, clock);
          const { officeId } = history;
          for (const step of [{ kind: 'elect', order: [1, 2, 3, 4] } as Step, ...steps]) {
            await history.take(step);
            await holds(officeId);
            if (step.kind === 'settle') await crosses(officeId);
          }
          await history.take(SETTLE);
          await holds(officeId);
          await crosses(officeId);
          await fills(officeId, vacancy);
          await replays(officeId);
          await replaysSignatures(officeId);
          await history.end();
          await holds(officeId);
          await replays(officeId);
          await replaysSignatures(officeId);
          await tellsVotes(officeId);
          expect([...house.reported, ...above.reported]).toEqual([]);
        }),
        // Every history is some hundred transactions; a smaller one that fails too would take as long to find.
        {
          numRuns: 5,
          endOnFailure: true,
          examples: [[REELECTED], [IN_MID_POLL], [NO_SIGNATURE], [EMPTIED_TWICE]],
        },
      );
    },
  );

  /** At every instant, by the rows alone. */
  async function holds(officeId: string): Promise<void> {
    const [{ running, seats, holders }] = (await house.db.query<Record<string, number>>(
      `SELECT count(*) AS running, count(DISTINCT seat_id) AS seats, count(DISTINCT membership_id) AS holders
       FROM term_now WHERE office_id = $1 AND over_at IS NULL`,
      [officeId],
    )) as [Record<string, number>];
    expect([seats, holders]).toEqual([running, running]);
    expect(running).toBeLessThanOrEqual(SEATS);
    const strangers = await house.db.query(
      `SELECT s.id FROM seat s LEFT JOIN term_now t ON t.seat_id = s.id AND t.over_at IS NULL
       WHERE s.office_id = $1
         AND (CASE WHEN s.held_until > plenary_now() THEN s.membership_id END) IS DISTINCT FROM t.membership_id`,
      [officeId],
    );
    expect(strangers).toEqual([]);
    const late = await house.db.query(
      `SELECT a.id FROM act a JOIN term_now t ON t.id = a.term_id
       JOIN mandate m ON m.office_id = a.office_id AND m.version = a.mandate_version
       WHERE a.office_id = $1 AND (t.accepted_at IS NULL OR a.at < t.accepted_at OR a.at >= t.over_at OR a.at >= m.ends_at)`,
      [officeId],
    );
    expect(late).toEqual([]);
    const lateVotes = await house.db.query(
      `SELECT v.term_id FROM seat_vote v JOIN term_now t ON t.id = v.term_id
       JOIN mandate m ON m.office_id = v.office_id AND m.version = v.mandate_version
       JOIN poll p ON p.id = v.poll_id
       WHERE v.office_id = $1 AND (t.accepted_at IS NULL OR v.cast_at < t.accepted_at OR v.cast_at >= t.over_at
         OR v.cast_at >= m.ends_at OR v.cast_at < p.opened_at OR v.cast_at >= p.closes_at)`,
      [officeId],
    );
    expect(lateVotes).toEqual([]);
    const false_recalls = (await house.entries('delegate.recalled')).filter(
      ({ data }) => data.how === 'recalled_by_signatures' && Number(data.count) * 2 <= Number(data.base),
    );
    expect(false_recalls).toEqual([]);
  }

  /** Whatever it was that brought the signatures over a threshold: a vote has been put, once all is done that is due. */
  async function crosses(officeId: string): Promise<void> {
    const unanswered = await house.db.query(
      `SELECT * FROM (
         SELECT p.id, (o.rules #>> '{recallPoll,denominator}')::int AS denominator, (o.rules #>> '{recallPoll,atLeast}')::int AS least,
           (SELECT count(*) FROM petition_signature x JOIN counting_members(p.assembly_id, clock.now) c ON c.id = x.membership_id
            WHERE x.petition_id = p.id) AS count,
           (SELECT count(*) FROM counting_members(p.assembly_id, clock.now)) AS base
         FROM petition p JOIN term_now t ON t.id = p.term_id JOIN office_now o ON o.id = t.office_id
         CROSS JOIN (SELECT plenary_now() AS now OFFSET 0) clock
         WHERE t.office_id = $1 AND t.over_at IS NULL AND p.ended_at IS NULL AND p.expires_at > clock.now AND p.motion_id IS NULL
       ) AS standing
       WHERE count * 2 > base OR (count * denominator >= base AND count >= least)`,
      [officeId],
    );
    expect(unanswered).toEqual([]);
  }

  /** Each empty seat is on its way to be filled, and none that somebody could have followed in stays empty. */
  async function fills(officeId: string, vacancy: string): Promise<void> {
    const terms = await house.running(officeId);
    if (terms.length < SEATS && !(await electionUnderWay(house.db, officeId))) await tooFewStood(officeId);
    const sources = await house.db.query<{ source: string }>(
      `SELECT DISTINCT source FROM term WHERE office_id = $1 ORDER BY source`,
      [officeId],
    );
    const allowed = { alternate: ['alternate', 'elected'], countback: ['alternate', 'countback', 'elected'] };
    const possible = allowed[vacancy as keyof typeof allowed] ?? ['alternate', 'elected'];
    expect(possible).toEqual(expect.arrayContaining(sources.map(({ source }) => source)));
    const unelected = await house.db.query(
      `SELECT t.id FROM term t JOIN alternate a USING (poll_id, membership_id)
       WHERE t.office_id = $1 AND t.source = 'elected' AND NOT a.elected`,
      [officeId],
    );
    expect(unelected).toEqual([]);
    for (const { pollId } of terms)
      if (vacancy === 'election')
        // By this rule only those whom the count elected and who found no seat yet wait.
        expect((await waitingAlternates(house.db, pollId)).length).toBeLessThanOrEqual(SEATS);
  }

  /** The last election came after the seats fell empty, and fewer stood than it was for. */
  async function tooFewStood(officeId: string): Promise<void> {
    const [election] = await house.db.query<{ closedAt: Date; seats: number; poll: string }>(
      `SELECT p.closed_at AS "closedAt", (m.effect ->> 'seats')::int AS seats, p.id AS poll FROM motion m JOIN poll p ON p.id = m.poll_id
       WHERE m.kind = 'elect_delegates' AND m.effect ->> 'officeId' = $1 AND p.state = 'closed' ORDER BY p.closed_at DESC LIMIT 1`,
      [officeId],
    );
    const elected = (await house.entries('delegates.elected')).find(
      ({ data }) => data.poll === election!.poll,
    );
    expect((elected!.data.elected as string[]).length).toBeLessThan(election!.seats);
    const empty = await house.db.query<{ since: Date | null }>(
      `SELECT (SELECT max(over_at) FROM term_now t WHERE t.seat_id = s.id) AS since FROM seat s
       WHERE s.office_id = $1 AND NOT EXISTS (SELECT FROM term_now t WHERE t.seat_id = s.id AND t.over_at IS NULL)`,
      [officeId],
    );
    for (const { since } of empty)
      expect(since?.getTime() ?? 0).toBeLessThanOrEqual(election!.closedAt.getTime());
  }

  /** Who has withdrawn their confidence from whom, read from the record alone. */
  async function replaysSignatures(officeId: string): Promise<void> {
    const rows = await house.db.query<{ kind: string; bytes: Buffer }>(
      `SELECT kind, bytes FROM entry WHERE assembly_id = $1
       AND (kind = 'member.left' OR convert_from(bytes, 'UTF8')::jsonb #>> '{data,office}' = $2) ORDER BY seq`,
      [house.assemblyId, officeId],
    );
    const told = new Map<string, Set<string>>();
    for (const { kind, bytes } of rows) {
      const { data, authority } = JSON.parse(bytes.toString()) as Record<string, Record<string, string>>;
      const { term, membership, how } = data!;
      if (kind === 'petition.opened') told.set(term!, new Set());
      else if (kind === 'confidence.withdrawn') told.get(term!)!.add(authority!.membership!);
      else if (kind === 'confidence.restored') told.get(term!)!.delete(authority!.membership!);
      else if (kind === 'member.left') for (const signers of told.values()) signers.delete(membership!);
      else if (how !== undefined || kind === 'petition.lapsed' || kind === 'petition.cleared')
        told.delete(term!);
    }
    const kept = await house.db.query<{ term: string; signers: string[] }>(
      `SELECT p.term_id AS term, array(SELECT membership_id::text FROM petition_signature WHERE petition_id = p.id ORDER BY 1) AS signers
       FROM petition p JOIN term t ON t.id = p.term_id WHERE t.office_id = $1 AND p.ended_at IS NULL ORDER BY p.term_id`,
      [officeId],
    );
    expect([...told].map(([term, signers]) => ({ term, signers: [...signers].sort() })).sort(byTerm)).toEqual(
      kept,
    );
  }

  /** Who holds which seat, read from the record alone. */
  async function replays(officeId: string): Promise<void> {
    const rows = await house.db.query<{ kind: string; bytes: Buffer }>(
      'SELECT kind, bytes FROM entry WHERE assembly_id = $1 ORDER BY seq',
      [house.assemblyId],
    );
    const seats = new Map<number, { term: string; member: string; accepted: boolean }>();
    for (const { kind, bytes } of rows) {
      const { data } = JSON.parse(bytes.toString()) as { data: Record<string, string & number> };
      if (data.office !== officeId) continue;
      if (kind === 'delegate.seated') {
        expect(seats.has(data.place!)).toBe(false);
        seats.set(data.place!, { term: data.term!, member: data.member!, accepted: false });
      } else if (kind === 'seat.accepted') {
        for (const [place, held] of seats)
          if (held.term === data.term) seats.set(place, { ...held, accepted: true });
      } else if (data.how !== undefined) {
        expect(seats.get(data.place!)?.term).toBe(data.term);
        seats.delete(data.place!);
      }
    }
    const told = [...seats].sort(([a], [b]) => a - b).map(([place, held]) => ({ place, ...held }));
    const now = (await house.running(officeId)).map((term) => ({
      place: term.place,
      term: term.id,
      member: term.membershipId,
      accepted: term.acceptedAt !== null,
    }));
    expect(told).toEqual(now);
  }

  /** Each ballot of a delegate stands in the record of those who sent them, once. */
  async function tellsVotes(officeId: string): Promise<void> {
    const entries = [
      ...(await house.entries('delegate.voted')),
      ...(await house.entries('delegate.voted-outside-mandate')),
    ].filter(({ data }) => data.office === officeId);
    const told = entries.map(({ data: { poll, seat, ballot, term, answer } }) => ({
      poll,
      seat,
      ballot,
      term,
      answer,
    }));
    const cast = await house.db.query(
      `SELECT poll_id AS poll, seat_id AS seat, ordinal AS ballot, term_id AS term, answer FROM seat_vote WHERE office_id = $1`,
      [officeId],
    );
    expect(told).toHaveLength(cast.length);
    expect(told).toEqual(expect.arrayContaining(cast));
  }
});

const byTerm = (a: { readonly term: string }, b: { readonly term: string }) => (a.term < b.term ? -1 : 1);
