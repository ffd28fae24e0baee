import { type AssemblyPorts, acceptInvitation, createInvitation } from '@plenary/assembly';
import { createPersonWithSession, hashSecret } from '@plenary/identity';
import type { AssemblyId, MembershipId, PersonId, PollId, Result } from '@plenary/kernel';
import type { MandatePorts } from '@plenary/mandate';
import {
  type DraftInput,
  draftMotion,
  type Motion,
  type MotionPorts,
  moveMotion,
  secondMotion,
} from '@plenary/motion';
import type { Tx } from '@plenary/platform';
import {
  type BallotBox,
  type CastInput,
  candidatesOf,
  castBallot,
  pollOfMotion,
  type VotingPorts,
} from '@plenary/voting';
import type { OneTransaction } from './one-transaction.js';
import type { PastClock } from './past-clock.js';

export interface SamplePorts {
  readonly assembly: AssemblyPorts;
  readonly motion: MotionPorts;
  readonly voting: VotingPorts;
  readonly mandate: MandatePorts;
}

/** Somebody who acts in the sample, with a session as everybody has one; its secret is forgotten at the end. */
export interface Actor {
  readonly name: string;
  readonly personId: PersonId;
  /** Null for the one who opens the sample: they vote for themselves, afterwards. */
  readonly tokenHash: Buffer | null;
  readonly membershipId: MembershipId;
}

export type Answers = Partial<Record<'yes' | 'no' | 'abstain' | 'blank' | 'spoilt', number>>;

/** Voters who answer at one moment. */
const AT_A_MOMENT = 5;
const HOUR = 3_600_000;

/** Plays the members: every act is the use case that the API calls for it. */
export class Stage {
  /** Who votes when there is a vote: to begin with everybody who was there at the founding. */
  readonly voters: Actor[] = [];
  /** The meeting that is on. */
  meetingId: string | null = null;
  readonly #members = new Map<string, Actor>();

  constructor(
    readonly work: OneTransaction,
    readonly clock: PastClock,
    readonly ports: SamplePorts,
    readonly box: BallotBox,
    readonly assemblyId: AssemblyId,
  ) {}

  named(name: string): Actor {
    const found = this.#members.get(name);
    if (found === undefined) throw new Error(`the sample has no ${name}`);
    return found;
  }

  at(ago: number, time: string): Promise<void> {
    return this.clock.goTo(this.clock.day(ago, time));
  }

  /** One use case. @throws when it is rejected: then the story contradicts the rules. */
  async act<T>(useCase: (tx: Tx) => Promise<Result<T>>): Promise<T> {
    const result = await this.work.run(useCase);
    if (!result.ok)
      throw new Error(`the sample was refused: ${result.rejection.message} (${result.rejection.code})`);
    return result.value;
  }

  /** Somebody new takes up an invitation. */
  async join(secret: string, name: string): Promise<Actor> {
    const { personId, token } = await this.work.do(createPersonWithSession);
    return this.joinAs(personId, hashSecret(token), secret, name);
  }

  async joinAs(personId: PersonId, tokenHash: Buffer | null, secret: string, name: string): Promise<Actor> {
    const joined = await this.act((tx) =>
      acceptInvitation(this.ports.assembly, tx, personId, { secret, displayName: name }),
    );
    return this.add({ name, personId, tokenHash, membershipId: joined.id });
  }

  add(actor: Actor): Actor {
    this.#members.set(actor.name, actor);
    return actor;
  }

  async invite(by: string, label: string, days = 7): Promise<string> {
    const { assemblyId } = this;
    const { secret } = await this.act((tx) =>
      createInvitation(tx, this.named(by).personId, { assemblyId, label, days }),
    );
    return secret;
  }

  draft(
    by: string,
    input: Pick<DraftInput, 'kind' | 'title' | 'text'> & Partial<DraftInput>,
  ): Promise<Motion> {
    const terms = { effect: {}, opensAt: null, seconds: null, tier: null, ...input };
    return this.act((tx) =>
      draftMotion(this.ports.motion, tx, this.named(by).personId, this.assemblyId, terms),
    );
  }

  /** Drafts and moves. */
  async move(by: string, input: Parameters<Stage['draft']>[1]): Promise<Motion> {
    const { id } = await this.draft(by, input);
    return this.act((tx) => moveMotion(this.ports.motion, tx, this.named(by).personId, id));
  }

  second(motion: Motion, by: string): Promise<Motion> {
    return this.act((tx) => secondMotion(this.ports.motion, tx, this.named(by).personId, motion.id));
  }

  /**
   * Members answer, a few at a time, from now until `hours` later. `from` turns the list of voters, so that it is not
   * always the same who vote and how.
   */
  async vote(motion: Motion, hours: number, from: number, answers: Answers): Promise<void> {
    const given = interleave(Object.entries(answers) as [keyof Answers, number][]);
    await this.#cast(
      await this.#pollId(motion),
      hours,
      from,
      given.map((answer) => ({ answer })),
    );
  }

  /** The same in an election: how many rank so, from the first preference down. */
  async rank(
    motion: Motion,
    hours: number,
    from: number,
    papers: readonly (readonly [number, readonly string[]])[],
  ): Promise<void> {
    const pollId = await this.#pollId(motion);
    const candidates = (await candidatesOf(this.work.db, [pollId])).get(pollId)!;
    const rankings = papers.map(([count, names]) => {
      const ranking = names.map((name) => [candidates.find((each) => each.name === name)!.id]);
      return [{ choice: { ranking } }, count] as const;
    });
    await this.#cast(pollId, hours, from, interleave(rankings));
  }

  async #pollId(motion: Motion): Promise<PollId> {
    const poll = await pollOfMotion(this.work.db, motion.id);
    if (poll === null) throw new Error(`"${motion.title}" has no poll`);
    return poll.id;
  }

  async #cast(
    pollId: PollId,
    hours: number,
    from: number,
    given: readonly Pick<CastInput, 'answer' | 'choice'>[],
  ): Promise<void> {
    const voters = [...this.voters.slice(from), ...this.voters.slice(0, from)];
    const began = await this.clock.now();
    for (let i = 0; i < given.length; i += AT_A_MOMENT) {
      await this.clock.goTo(new Date(began.getTime() + (hours * HOUR * i) / given.length));
      const moment = given.slice(i, i + AT_A_MOMENT).map((ballot, n) => {
        const clientKey = `sample-${pollId}-${i + n}`;
        return castBallot(this.box, this.work.db, voters[i + n]!.tokenHash, { pollId, ...ballot, clientKey });
      });
      for (const result of await Promise.all(moment)) {
        if (!result.ok) throw new Error(`a ballot of the sample was refused: ${result.rejection.message}`);
      }
    }
  }
}

/** Mixes the answers evenly, so that a vote that is still open looks like one. */
function interleave<T>(answers: readonly (readonly [T, number])[]): T[] {
  const total = answers.reduce((sum, [, count]) => sum + count, 0);
  const placed = answers.flatMap(([answer, count]) =>
    Array.from({ length: count }, (_, i) => ({ answer, place: ((i + 0.5) * total) / count })),
  );
  return placed.sort((a, b) => a.place - b.place).map(({ answer }) => answer);
}
