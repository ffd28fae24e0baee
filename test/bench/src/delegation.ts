import type { PersonId } from '@plenary/kernel';
import { type MandatePorts, withdrawConfidence } from '@plenary/mandate';
import { newId } from '@plenary/platform';
import { instant } from './helper.js';
import type { Assembly, Member, World } from './world.js';

const RULES = {
  purpose: 'Bargaining with the employer',
  seats: 1,
  termDays: 365,
  consecutiveTerms: null,
  standDays: 0,
  method: 'stv-scottish',
  maxScore: null,
  recallPoll: { numerator: 1, denominator: 2, atLeast: 100 },
  petitionDays: 30,
  vacancy: 'alternate',
  reportDays: null,
  acceptHours: 72,
  incompatible: [],
};

/** Nobody is elected while this is measured, and no meeting is held. */
const PORTS: MandatePorts = {
  motions: () => {
    throw new Error('an alternate was to follow');
  },
  attendance: async () => [],
};

/** The matter that the mandate instructs on: an act against it is refused, and writes nothing. */
export const MATTER = 'Wages';

/** An office with one seat and alternates, written in bulk; each recall calls the next. */
export class Delegation {
  readonly officeId = newId();
  readonly #seatId = newId();
  readonly #motionId = newId();

  private constructor(
    readonly world: World,
    readonly assembly: Assembly,
    readonly pollId: string,
  ) {}

  /** The delegates are the first members, in their order. */
  static async of(world: World, assembly: Assembly, delegates: number): Promise<Delegation> {
    const pollId = await world.draft(assembly, 'secret');
    const made = new Delegation(world, assembly, pollId);
    await made.#write(delegates);
    return made;
  }

  async #write(delegates: number): Promise<void> {
    const { db } = this.world;
    const { id, members } = this.assembly;
    await db.run(
      `INSERT INTO bylaws (assembly_id, version, preset, sections, adopted_at, authority)
       VALUES ($1, 1, 'union_local', '{}', plenary_now(), '{"source":"system"}')`,
      [id],
    );
    await db.run(
      `INSERT INTO motion (id, assembly_id, kind, title, text, state, effect, subjects, mover_id, drafted_at)
       VALUES ($1, $2, 'ordinary', 'Bargaining', '', 'draft', '{}', '{}', $3, plenary_now())`,
      [this.#motionId, id, members[0]!.membershipId],
    );
    await db.run(
      `INSERT INTO office (id, assembly_id, kind, name, created_at) VALUES ($1, $2, 'delegate', 'Bargaining', plenary_now())`,
      [this.officeId, id],
    );
    await db.run(
      `INSERT INTO office_rules (office_id, version, assembly_id, rules, since, motion_id) VALUES ($1, 1, $2, $3, plenary_now(), $4)`,
      [this.officeId, id, JSON.stringify(RULES), this.#motionId],
    );
    await db.run(
      `INSERT INTO mandate (office_id, version, assembly_id, text, instructions, given_at, ends_at, motion_id)
       SELECT $1, 1, $2, '', $3, now, now + interval '300 days', $4 FROM plenary_now() AS now`,
      [
        this.officeId,
        id,
        JSON.stringify([{ matter: { kind: 'text', text: MATTER }, position: 'must_support', limits: [] }]),
        this.#motionId,
      ],
    );
    await db.run('INSERT INTO seat (id, assembly_id, office_id, place) VALUES ($1, $2, $3, 1)', [
      this.#seatId,
      id,
      this.officeId,
    ]);
    await db.run(
      `INSERT INTO alternate (poll_id, rank, assembly_id, office_id, membership_id, place, elected, state)
       SELECT $1, n, $2, $3, m, n, false, 'waiting' FROM unnest($4::uuid[]) WITH ORDINALITY AS a (m, n)`,
      [this.pollId, id, this.officeId, members.slice(1, delegates).map(({ membershipId }) => membershipId)],
    );
    const term = newId();
    await db.run(
      `INSERT INTO term (id, assembly_id, office_id, seat_id, membership_id, source, poll_id, papers_of, began_at, accept_by, ends_at)
       SELECT $1, $2, $3, $4, $5, 'elected', $6, 0, now, now + interval '3 days', now + interval '300 days' FROM plenary_now() AS now`,
      [term, id, this.officeId, this.#seatId, members[0]!.membershipId, this.pollId],
    );
    await db.run(
      `UPDATE seat SET membership_id = t.membership_id, held_from = t.began_at, held_until = t.accept_by FROM term t WHERE t.id = $1 AND seat.id = t.seat_id`,
      [term],
    );
  }

  /** The delegate who holds the seat has accepted it, and all signatures are there but one; the term. */
  async oneShort(): Promise<{ readonly termId: string; readonly delegate: Member }> {
    const { db } = this.world;
    const { id, members } = this.assembly;
    const { term, member } = await db.one<{ term: string; member: string }>(
      'SELECT id AS term, membership_id AS member FROM term WHERE office_id = $1 AND ended_at IS NULL',
      [this.officeId],
    );
    await db.run('UPDATE term SET accepted_at = greatest(plenary_now(), began_at) WHERE id = $1', [term]);
    await db.run(
      `UPDATE seat SET held_until = t.ends_at FROM term t WHERE t.id = $1 AND seat.id = t.seat_id`,
      [term],
    );
    const petition = newId();
    await db.run(
      `INSERT INTO petition (id, assembly_id, term_id, opened_at, expires_at)
       SELECT $1, $2, $3, now, now + interval '30 days' FROM plenary_now() AS now`,
      [petition, id, term],
    );
    await db.run(
      `INSERT INTO petition_signature (petition_id, membership_id, assembly_id, signed_at)
       SELECT $1, m, $2, plenary_now() FROM unnest($3::uuid[]) AS m`,
      [petition, id, this.#signers().map(({ membershipId }) => membershipId)],
    );
    return { termId: term, delegate: members.find(({ membershipId }) => membershipId === member)! };
  }

  /** Exactly half of the members, the last ones. */
  #signers(): readonly Member[] {
    const { members } = this.assembly;
    return members.slice(members.length / 2);
  }

  /** The signature that makes more than half, as another process of the service takes it; when it was committed. */
  async recall(termId: string): Promise<bigint> {
    const last = this.assembly.members[this.assembly.members.length / 2 - 1]!;
    const signed = await this.world.work.run((tx) =>
      withdrawConfidence(PORTS, tx, last.personId as PersonId, termId),
    );
    const committed = instant();
    if (!signed.ok || signed.value.endKind !== 'recalled_by_signatures')
      throw new Error('the signature did not recall');
    return committed;
  }
}
