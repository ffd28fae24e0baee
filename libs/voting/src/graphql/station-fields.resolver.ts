import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { MeObject } from '@plenary/identity';
import { badInput, Database } from '@plenary/platform';
import { type Caller, CurrentCaller } from '@plenary/platform/graphql';
import { CONTEST_DAYS } from '../domain/contest.js';
import {
  namesOf,
  ownCheckOffs,
  stationOf,
  stationsOf,
  stationsOfCodes,
  stationToldBy,
  votersNamed,
  votesAtStations,
} from '../persistence/station-store.js';
import { BallotReceiptObject } from './ballot.objects.js';
import { PollObject } from './poll.object.js';
import { presentStation } from './present-station.js';
import { MyCheckOffObject, StationDeskObject, StationObject, StationVoterObject } from './station.objects.js';

const MOST_LETTERS = 100;

/** What a poll tells of its stations, to whoever may see the poll. */
@Resolver(() => PollObject)
export class StationsOfPollResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => [StationObject], {
    description: 'Its stations that have or had both tellers, the latest first: up to a hundred.',
  })
  async stations(@Parent() { poll }: PollObject): Promise<StationObject[]> {
    return (await stationsOf(this.db, poll.id)).map(presentStation);
  }

  @ResolveField(() => StationObject, {
    nullable: true,
    description: 'The station that the caller opened or tells at, not closed by a teller; null without one.',
  })
  async myStation(
    @Parent() { poll }: PollObject,
    @CurrentCaller() { personId }: Caller,
  ): Promise<StationObject | null> {
    const station = await stationToldBy(this.db, poll, personId);
    return station && presentStation(station);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'How many of the ballots that count were cast at stations; null before the close. It stands in the record too.',
  })
  async votedAtStations(@Parent() { poll }: PollObject): Promise<number | null> {
    return poll.state === 'closed' ? (await votesAtStations(this.db, poll.id)).votes : null;
  }
}

@Resolver(() => StationObject)
export class StationFieldsResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => [String], { description: 'What its tellers are called: two, or one while it waits.' })
  async tellers(@Parent() { station }: StationObject): Promise<string[]> {
    const ids = [station.openedBy, ...(station.joinedBy === null ? [] : [station.joinedBy])];
    const names = await namesOf(this.db, ids);
    return ids.map((id) => names.get(id)!);
  }
}

@Resolver(() => StationDeskObject)
export class StationDeskResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => [StationVoterObject], {
    description:
      'Voters of the roll whose name has this in it, the first twenty; in a quiet assembly those alone whose whole name it is. Whether they have voted is not told. Error `BAD_INPUT`: not 2 to 100 characters.',
  })
  voters(
    @Parent() { station }: StationDeskObject,
    @Args('name', { description: 'A part of the name, 2 to 100 characters.' }) name: string,
  ): Promise<StationVoterObject[]> {
    const text = name.trim();
    const { length } = [...text];
    if (length < 2 || length > MOST_LETTERS || text.includes('\u0000')) {
      throw badInput('name', `Write 2 to ${MOST_LETTERS} characters of the name.`);
    }
    return votersNamed(this.db, station.station, text);
  }
}

@Resolver(() => BallotReceiptObject)
export class StationOfReceiptResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => StationObject, {
    nullable: true,
    description: 'The station at which the ballot was cast; null where the voter sent it themselves.',
  })
  async station(@Parent() { pollId, code }: BallotReceiptObject): Promise<StationObject | null> {
    const id = (await stationsOfCodes(this.db, pollId, [code])).get(code);
    const station = id === undefined ? null : await stationOf(this.db, id);
    return station && presentStation(station);
  }
}

@Resolver(() => MyCheckOffObject)
export class MyCheckOffResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => StationObject, { description: 'At which station, and so by which tellers.' })
  async station(@Parent() { stationId }: MyCheckOffObject): Promise<StationObject> {
    return presentStation((await stationOf(this.db, stationId))!);
  }
}

@Resolver(() => MeObject)
export class StationsOfMeResolver {
  constructor(private readonly db: Database) {}

  @ResolveField(() => [MyCheckOffObject], {
    description:
      'Where tellers checked the person off at a station, of polls that are open or whose results can be contested: up to twenty. Ask again when `myAccessChanged` says `access.checked-off`.',
  })
  checkOffs(@Parent() { id }: MeObject): Promise<MyCheckOffObject[]> {
    return ownCheckOffs(this.db, id, CONTEST_DAYS);
  }
}
