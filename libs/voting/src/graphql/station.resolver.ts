import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { activeMembership } from '@plenary/assembly';
import { hashSecret } from '@plenary/identity';
import { isUuid, type PollId } from '@plenary/kernel';
import { Database, UnitOfWork } from '@plenary/platform';
import { Allow, answer, type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { BallotBox } from '../application/ballot-box.js';
import { ownOrder } from '../application/draws.js';
import type { VotingPorts } from '../application/ports.js';
import { castAtStation } from '../application/station/cast-at-station.js';
import { checkOff, confirmCheckOff, withdrawCheckOff } from '../application/station/check-off.js';
import { closeStation } from '../application/station/close-station.js';
import { joinStation } from '../application/station/join-station.js';
import { openStation } from '../application/station/open-station.js';
import { isTeller } from '../domain/station.js';
import { candidatesOf, orderSeedOf } from '../persistence/candidate-store.js';
import { pollOf } from '../persistence/poll-store.js';
import { currentCheckOff, stationByToken, stationOf } from '../persistence/station-store.js';
import { timeZoneOf } from '../persistence/voter-store.js';
import { presentCheckOff, presentPaperOf, presentStation } from './present-station.js';
import {
  CastAtStationInput,
  CheckOffIdInput,
  CheckOffInput,
  CloseStationInput,
  DEVICE_TOKEN,
  JoinStationInput,
  OpenStationInput,
} from './station.inputs.js';
import { StationDeskObject, StationDeviceObject, StationObject } from './station.objects.js';
import {
  CastAtStationResult,
  CheckOffResult,
  ConfirmCheckOffResult,
  JoinStationResult,
  OpenStationResult,
  WithdrawCheckOffResult,
} from './station.results.js';
import { VOTING_PORTS } from './tokens.js';

@Resolver()
export class StationResolver {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
    private readonly box: BallotBox,
    @Inject(VOTING_PORTS) private readonly ports: VotingPorts,
  ) {}

  @Query(() => StationDeskObject, {
    nullable: true,
    description: 'A station that the caller tells at; null for any other, whether or not it exists.',
  })
  @Allow('person')
  async stationDesk(
    @CurrentCaller() { personId }: Caller,
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
  ): Promise<StationDeskObject | null> {
    const station = isUuid(id) ? await stationOf(this.db, id) : null;
    const mine = station && (await activeMembership(this.db, personId, station.assemblyId));
    if (station === null || mine === null || !isTeller(station, mine.id)) return null;
    const poll = (await pollOf(this.db, station.pollId))!;
    const current = await currentCheckOff(this.db, station.id);
    const { question } = poll;
    return {
      station: presentStation(station),
      question,
      me: mine.id,
      current: current && presentCheckOff(current),
    };
  }

  @Query(() => StationDeviceObject, {
    nullable: true,
    description:
      'What the device of a station shows, by the token that it was opened with; null for any other. Needs no sign-in.',
  })
  @Allow('public')
  async stationDevice(
    @Args('deviceToken', { description: '43 characters.' }) deviceToken: string,
  ): Promise<StationDeviceObject | null> {
    if (!DEVICE_TOKEN.test(deviceToken)) return null;
    const station = await stationByToken(this.db, hashSecret(deviceToken));
    if (station === null) return null;
    const poll = (await pollOf(this.db, station.pollId))!;
    const current = station.state === 'open' ? await currentCheckOff(this.db, station.id) : null;
    const places = (await candidatesOf(this.db, [poll.id])).get(poll.id) ?? [];
    const seed = await orderSeedOf(this.db, poll.id);
    const candidates = current && seed ? ownOrder(seed, current.membershipId, places) : places;
    return {
      station: presentStation(station),
      paper: presentPaperOf(poll, candidates),
      current: current && presentCheckOff(current),
      timeZone: await timeZoneOf(this.db, station.assemblyId),
    };
  }

  @Mutation(() => OpenStationResult, {
    description:
      'Opens a station for an open poll; it waits for a second teller. Repeatable with the same token.',
  })
  @Allow('station.tell')
  async openStation(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'For which poll, with which device.' }) input: OpenStationInput,
  ) {
    const given = { ...input, pollId: input.pollId as PollId };
    const result = await this.work.run((tx) => openStation(this.ports, tx, personId, given));
    return answer(result, ({ station, joinCode }) => ({ station: presentStation(station), joinCode }));
  }

  @Mutation(() => JoinStationResult, {
    description: 'Joins a station as its second teller: it is open then, for all members to see.',
  })
  @Allow('station.tell')
  async joinStation(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Which one.' }) input: JoinStationInput,
  ) {
    const given = { ...input, pollId: input.pollId as PollId };
    return answer(await this.work.run((tx) => joinStation(this.ports, tx, personId, given)), presentStation);
  }

  @Mutation(() => CheckOffResult, {
    description:
      'Asks, as one of the tellers, that a member on the roll be checked off. Says nothing of whether they have voted. Repeatable with the same client key.',
  })
  @Allow('station.tell')
  async checkOff(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Whom, and where.' }) input: CheckOffInput,
  ) {
    return answer(await this.work.run((tx) => checkOff(this.ports, tx, personId, input)), presentCheckOff);
  }

  @Mutation(() => ConfirmCheckOffResult, {
    description:
      'Confirms a check-off, as the other of the tellers: the member may vote at the device for 10 minutes. Tells every session of the member’s. Repeatable.',
  })
  @Allow('station.tell')
  async confirmCheckOff(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Which one.' }) { checkOffId }: CheckOffIdInput,
  ) {
    return answer(
      await this.work.run((tx) => confirmCheckOff(this.ports, tx, personId, checkOffId)),
      presentCheckOff,
    );
  }

  @Mutation(() => WithdrawCheckOffResult, {
    description: 'Takes a check-off back by which no ballot was cast, as either teller. Repeatable.',
  })
  @Allow('station.tell')
  async withdrawCheckOff(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Which one.' }) { checkOffId }: CheckOffIdInput,
  ) {
    return answer(
      await this.work.run((tx) => withdrawCheckOff(this.ports, tx, personId, checkOffId)),
      presentCheckOff,
    );
  }

  @Mutation(() => CastAtStationResult, {
    description:
      'Casts the ballot of the member who is checked off, by the station’s token and no sign-in. Repeatable: one check-off is one ballot, and gets the same receipt whatever is sent.',
  })
  @Allow('public')
  async castAtStation(@Args('input', { description: 'The ballot.' }) input: CastAtStationInput) {
    return answer(await castAtStation(this.ports, this.box, input), (receipt) => receipt);
  }

  @Mutation(() => StationObject, {
    description: 'Closes a station, as either teller. Repeatable. It closes by itself with its poll.',
  })
  @Allow('assembly.read')
  async closeStation(
    @CurrentCaller() { personId }: Caller,
    @Args('input', { description: 'Which one.' }) { stationId }: CloseStationInput,
  ) {
    return answer(await this.work.run((tx) => closeStation(tx, personId, stationId)), presentStation);
  }
}
