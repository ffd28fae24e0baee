import {
  askTogether,
  foundAssembly,
  importedInvitations,
  joinRequest,
  readRoll,
  stageImport,
} from '@plenary/assembly';
import { createPersonWithSession, hashSecret } from '@plenary/identity';
import type { PersonId } from '@plenary/kernel';
import { checkIn, conveneMeeting, endMeeting } from '@plenary/meeting';
import type { BallotBox } from '@plenary/voting';
import { CALLER, FOUNDERS, JOINED, rollFile } from './members.js';
import type { OneTransaction } from './one-transaction.js';
import type { PastClock } from './past-clock.js';
import { type SamplePorts, Stage } from './stage.js';

export const TIME_ZONE = 'Europe/London';

export const FOUNDED_DAYS_AGO = 45;

/** Three drivers found the assembly, and the first of them convenes. */
export async function found(
  work: OneTransaction,
  clock: PastClock,
  ports: SamplePorts,
  box: BallotBox,
): Promise<Stage> {
  await clock.goTo(clock.day(FOUNDED_DAYS_AGO, '18:30'));
  const [convener, ...others] = FOUNDERS;
  const { personId, token } = await work.do(createPersonWithSession);
  const founded = await work.run((tx) =>
    foundAssembly(ports.assembly, tx, personId, {
      name: 'Depot North',
      timeZone: TIME_ZONE,
      language: 'en',
      quiet: false,
      displayName: convener,
    }),
  );
  if (!founded.ok) throw new Error(founded.rejection.message);
  const { assemblyId, membershipId } = founded.value;
  const stage = new Stage(work, clock, ports, box, assemblyId);
  stage.add({ name: convener, personId, tokenHash: hashSecret(token), membershipId });
  for (const name of others) await stage.join(await stage.invite(convener, name), name);
  stage.voters.push(...FOUNDERS.map((name) => stage.named(name)));
  return stage;
}

/** In how many hours all of them have joined. */
const JOINING_HOURS = 4.5 * 24;

/** The depot's list comes in as one act of the three, and in the week after members take up their invitations. */
export async function importRoll(stage: Stage, caller: PersonId): Promise<void> {
  const { assemblyId } = stage;
  const [convener, ...others] = FOUNDERS.map((name) => stage.named(name).personId) as [
    PersonId,
    ...PersonId[],
  ];
  await stage.at(44, '10:00');
  const file = await readRoll(rollFile());
  if (!file.ok) throw new Error(file.rejection.message);
  const { rollImport, key } = await stage.act((tx) =>
    stageImport(tx, convener, { assemblyId, file: file.value }),
  );
  const action = { assemblyId, action: 'APPLY_IMPORT', subjectId: rollImport.id, details: {} } as const;
  const reason = 'The list of members as the branch secretary keeps it, checked against the rota.';
  const request = await stage.act((tx) =>
    askTogether(stage.ports.assembly, tx, convener, { ...action, reason }),
  );
  for (const other of others)
    await stage.act((tx) => joinRequest(stage.ports.assembly, tx, other, request.id));

  const given = await importedInvitations(stage.work.db, convener, {
    importId: rollImport.id,
    key,
    origin: '',
  });
  if (!given.ok) throw new Error(given.rejection.message);
  const secrets = secretsByName(given.value);
  const takes = [...JOINED.slice(0, 6), CALLER, ...JOINED.slice(6)];
  const began = stage.clock.day(43, '08:15').getTime();
  for (const [i, name] of takes.entries()) {
    // Day and night: it is a depot.
    await stage.clock.goTo(new Date(began + (i * JOINING_HOURS * 3_600_000) / takes.length));
    const secret = secrets.get(name)!;
    if (name === CALLER) await stage.joinAs(caller, null, secret, name);
    else stage.voters.push(await stage.join(secret, name));
  }
}

function secretsByName(csv: string): ReadonlyMap<string, string> {
  const lines = csv
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [, name, secret] = /^"[^"]*","([^"]*)",.*#([\w-]+)$/.exec(line)!;
      return [name!, secret!];
    }),
  );
}

/** The first meeting and its three decisions. */
export async function firstMeeting(stage: Stage): Promise<void> {
  const [ruth, nasreen, tomasz] = FOUNDERS;
  await stage.at(39, '21:30');
  await holdMeeting(stage, ruth, { ago: 38, from: '19:30', present: 31 });
  const terms = { seconds: 180, text: '' };
  const roll = await stage.move(ruth, {
    ...terms,
    kind: 'confirm_roll',
    title: 'Confirm the roll as it was imported',
  });
  await stage.second(roll, tomasz);
  await stage.vote(roll, 0.04, 0, { yes: 30, abstain: 1 });

  await stage.at(38, '19:41');
  const effect = { memberId: stage.named(nasreen).membershipId };
  const chosen = await stage.move(tomasz, {
    ...terms,
    kind: 'choose_facilitator',
    title: 'Nasreen Akhtar facilitates',
    effect,
  });
  await stage.second(chosen, ruth);
  await stage.vote(chosen, 0.04, 5, { yes: 26, no: 2, abstain: 3 });

  await stage.at(38, '19:58');
  const bylaws = await stage.move(ruth, {
    ...terms,
    kind: 'adopt_bylaws',
    title: 'Adopt the bylaws of a union local',
    effect: { preset: 'union_local', numbers: [] },
  });
  await stage.second(bylaws, nasreen);
  await stage.vote(bylaws, 0.04, 9, { yes: 27, no: 3, abstain: 1 });
  await stage.at(38, '20:45');
  await endRunning(stage, nasreen);
}

/** Convenes a meeting, goes to its beginning, and has members come in. */
export async function holdMeeting(
  stage: Stage,
  by: string,
  meeting: { readonly ago: number; readonly from: string; readonly present: number },
): Promise<void> {
  const { assemblyId, clock } = stage;
  const startsAt = clock.day(meeting.ago, meeting.from);
  const place = 'Canteen, Depot North';
  const convened = await stage.act((tx) =>
    conveneMeeting(tx, stage.named(by).personId, assemblyId, { startsAt, place }),
  );
  await clock.goTo(startsAt);
  stage.meetingId = convened.id;
  for (const { personId } of stage.voters.slice(0, meeting.present)) {
    await stage.act((tx) => checkIn(tx, personId, convened.id));
  }
}

export async function endRunning(stage: Stage, by: string): Promise<void> {
  const { meetingId } = stage;
  if (meetingId === null) throw new Error('no meeting is on in the sample');
  await stage.act((tx) => endMeeting(tx, stage.named(by).personId, meetingId));
  stage.meetingId = null;
}
