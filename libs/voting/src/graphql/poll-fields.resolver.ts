import { Inject } from '@nestjs/common';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AssemblyLoaders, AssemblyObject } from '@plenary/assembly';
import { isUuid } from '@plenary/kernel';
import { badInput, Database } from '@plenary/platform';
import { type Caller, CurrentCaller, PageArgs, page } from '@plenary/platform/graphql';
import { answersOf } from '@plenary/tally';
import { pollFigures } from '../application/poll-figures.js';
import type { VotingPorts } from '../application/ports.js';
import { isWeighted } from '../domain/condition-words.js';
import { choicesMayBeSeen, quorumNeeded, votedShown } from '../domain/rules.js';
import { smallRollWarning, tierSentence } from '../domain/secrecy-words.js';
import { tallyOf } from '../persistence/count-store.js';
import { closingEntry } from '../persistence/result-store.js';
import { draftReasonOf, rollPage, rollSize } from '../persistence/roll-store.js';
import { ballotPage, claimsOf, isQuiet } from '../persistence/voter-store.js';
import {
  MissingClaimObject,
  MyBallotObject,
  PublishedBallotConnection,
  RollConnection,
} from './ballot.objects.js';
import { AnswerEnum } from './enums.js';
import { VotingLoaders } from './loaders.js';
import { PollObject } from './poll.object.js';
import { presentRule } from './present.js';
import { presentAnswer, presentPaper } from './present-election.js';
import {
  PollResultObject,
  PollRuleObject,
  presentResult,
  presentTally,
  TallyObject,
} from './tally.objects.js';
import { VOTING_PORTS } from './tokens.js';

const CODE = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/;

/** Fields of a poll that are read or worked out. Whoever presented the poll has judged that the reader may see it. */
@Resolver(() => PollObject)
export class PollFieldsResolver {
  constructor(
    private readonly db: Database,
    private readonly loaders: VotingLoaders,
    private readonly assemblies: AssemblyLoaders,
    @Inject(VOTING_PORTS) private readonly ports: VotingPorts,
  ) {}

  @ResolveField(() => AssemblyObject, { description: 'The assembly that decides.' })
  assembly(@Parent() { poll }: PollObject) {
    return this.assemblies.assemblyById(poll.assemblyId);
  }

  @ResolveField(() => [AnswerEnum], {
    description:
      'The answers that a ballot may give, in the order to show them. In an election a blank or spoilt paper, beside the choice among its `candidates`.',
  })
  answers(@Parent() { poll }: PollObject) {
    return poll.election === null ? answersOf(poll.rule) : ['blank', 'spoilt'];
  }

  @ResolveField(() => PollRuleObject, { description: 'What must be met for it to carry, in words.' })
  rule(@Parent() { poll }: PollObject): PollRuleObject {
    return presentRule(poll);
  }

  @ResolveField(() => String, { description: 'Who could learn the vote; to be read before voting.' })
  tierSentence(@Parent() { poll }: PollObject): string {
    return tierSentence(poll);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'To be read first, on a secret roll below five; null otherwise.',
  })
  async smallRollWarning(@Parent() { poll }: PollObject): Promise<string | null> {
    if (poll.tier !== 'secret') return null;
    return smallRollWarning(poll, (await rollSize(this.db, poll, this.ports.rollPolicies)).heads);
  }

  @ResolveField(() => Int, {
    description: 'How many are on the roll; of a draft, how many would be if it opened now.',
  })
  async entitled(@Parent() { poll }: PollObject): Promise<number> {
    return (await rollSize(this.db, poll, this.ports.rollPolicies)).heads;
  }

  @ResolveField(() => Boolean, { description: 'Whether some votes weigh more than others.' })
  async weighted(@Parent() { poll }: PollObject): Promise<boolean> {
    return isWeighted(await rollSize(this.db, poll, this.ports.rollPolicies));
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'How many have voted; null where it may not be told (a secret poll tells it from five up) and before the opening.',
  })
  async voted(@Parent() { poll }: PollObject): Promise<number | null> {
    if (poll.state !== 'open' && poll.state !== 'closed') return null;
    return votedShown(poll, await this.loaders.voted.load(poll));
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'What the quorum asks, in whole votes or members; null without a quorum, or before it is known.',
  })
  quorumNeeded(@Parent() { poll }: PollObject): number | null {
    return quorumNeeded(poll.rule, poll);
  }

  @ResolveField(() => TallyObject, {
    nullable: true,
    description: 'The count so far, where it is shown live; null otherwise.',
  })
  async liveTally(@Parent() { poll }: PollObject): Promise<TallyObject | null> {
    return poll.state === 'open' && choicesMayBeSeen(poll)
      ? presentTally(await tallyOf(this.db, poll))
      : null;
  }

  @ResolveField(() => PollResultObject, { nullable: true, description: 'The result; null before the close.' })
  async result(@Parent() { poll }: PollObject): Promise<PollResultObject | null> {
    const result = poll.state === 'closed' ? await this.loaders.result.load(poll) : null;
    return result && presentResult(result);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'The number of the record’s entry that states the result; null before the close.',
  })
  async closingEntry(@Parent() { poll }: PollObject): Promise<number | null> {
    return poll.state === 'closed' ? closingEntry(this.db, poll) : null;
  }

  @ResolveField(() => MyBallotObject, {
    nullable: true,
    description: 'The caller’s own ballot; null while they have not voted.',
  })
  async myBallot(
    @Parent() { poll }: PollObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<MyBallotObject | null> {
    const place = await this.#place(poll, personId);
    if (place?.code == null) return null;
    const { code, castAt, answer } = place;
    return {
      receipt: { pollId: poll.id, assemblyId: poll.assemblyId, code, castAt, replaced: false },
      answer: presentAnswer(answer, poll),
      paper: presentPaper(answer, poll),
    };
  }

  @ResolveField(() => Boolean, {
    description: 'Whether the caller is on the roll; of a draft, whether they would be.',
  })
  async onRoll(@Parent() { poll }: PollObject, @CurrentCaller() caller: Caller): Promise<boolean> {
    return (await this.#reason(poll, caller)) !== null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why the caller is on the roll; null when they are not.',
  })
  myRollReason(@Parent() { poll }: PollObject, @CurrentCaller() caller: Caller): Promise<string | null> {
    return this.#reason(poll, caller);
  }

  @ResolveField(() => RollConnection, {
    description:
      'Who may vote, by name; of a draft, who could if it opened now. In a quiet assembly everybody finds themselves alone.',
  })
  async roll(
    @Parent() { poll }: PollObject,
    @Args() { first, after }: PageArgs,
    @CurrentCaller() { personId }: Caller,
  ) {
    if (after != null && !isUuid(after)) throw badInput('after', 'Pass the endCursor of the page before.');
    const onlyPerson = (await isQuiet(this.db, poll.assemblyId)) ? personId : null;
    const where = { after: after ?? null, limit: first + 1, onlyPerson };
    const lines = await rollPage(this.db, poll, this.ports.rollPolicies, where);
    return page(lines, first, ({ membershipId }) => membershipId);
  }

  @ResolveField(() => [MissingClaimObject], {
    description:
      'Members who said before the opening that they are missing from the roll: the latest hundred.',
  })
  async missingClaims(
    @Parent() { poll }: PollObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<MissingClaimObject[]> {
    return claimsOf(this.db, poll, (await isQuiet(this.db, poll.assemblyId)) ? personId : null);
  }

  @ResolveField(() => PublishedBallotConnection, {
    description:
      'The published list, in the order of the receipts: who voted how after the close of a roll call (and before it, where results are live); the receipts alone after the close of a secret poll; otherwise empty.',
  })
  async ballots(@Parent() { poll }: PollObject, @Args() { first, after }: PageArgs) {
    if (after != null && !CODE.test(after)) throw badInput('after', 'Pass the endCursor of the page before.');
    const shown = poll.state === 'closed' || (poll.state === 'open' && choicesMayBeSeen(poll));
    const ballots = shown ? await ballotPage(this.db, poll, after ?? null, first + 1) : [];
    return page(
      ballots.map((ballot) => ({
        ...ballot,
        answer: presentAnswer(ballot.answer, poll),
        paper: presentPaper(ballot.answer, poll),
      })),
      first,
      ({ code }) => code,
    );
  }

  @ResolveField(() => Int, {
    description:
      'Of two states of the poll the later has the higher version; the one that `pollUpdated` sends.',
  })
  async version(@Parent() { poll }: PollObject): Promise<number> {
    return (await pollFigures(this.db, poll)).version;
  }

  #place({ id: pollId, assemblyId }: PollObject['poll'], personId: string) {
    return this.loaders.place.load({ pollId, assemblyId, personId });
  }

  async #reason(poll: PollObject['poll'], { personId }: Caller): Promise<string | null> {
    if (poll.openedAt === null) return draftReasonOf(this.db, poll, this.ports.rollPolicies, personId);
    return (await this.#place(poll, personId))?.reason ?? null;
  }
}
