import type { DynamicModule, Type } from '@nestjs/common';
import {
  APPLY_IMPORT_TOGETHER,
  ASSEMBLY_SENTENCES,
  AssemblyModule,
  type AssemblyPorts,
  activeMembership,
  affiliationTask,
  BYLAW_SECTIONS,
  MEMBERS_AS_WITNESSES,
  MEMBERSHIP_ENDED,
  MEMBERSHIP_FORGOTTEN,
  MEMBERSHIP_MOVED,
  MEMBERSHIP_SECTION,
  PLACEHOLDERS,
  RECORD_RECOVERIES,
  TOGETHER_EFFECTS,
} from '@plenary/assembly';
import {
  IDENTITY_CONFIG,
  type IdentityConfig,
  IdentityModule,
  ON_PERSON_RECOVERED,
  PLACEHOLDER_SOURCE,
  RECOVERY_WITNESS,
  type RecoveryWitness,
  smtpMailer,
  webPusher,
} from '@plenary/identity';
import {
  DELEGATES_SECTION,
  forgetSignatures,
  isUnderRecall,
  leaveSeats,
  MANDATE_PORTS,
  MANDATE_SENTENCES,
  MandateModule,
  type MandatePorts,
  mandateEffects,
  mandateTasks,
  SEATS_POLICY,
} from '@plenary/mandate';
import {
  attendanceOfMembers,
  chooseOnTheSpotEffect,
  conveneTogether,
  endTogether,
  leaveMeetings,
  MEETING_SECTION,
  MEETING_SENTENCES,
  MeetingModule,
  meetingSource,
  meetingTask,
  presenceSource,
  presentPolicy,
} from '@plenary/meeting';
import {
  allEffects,
  concernedIn,
  contestEffect,
  isSubjectOfOpenPoll,
  MOTION_PORTS,
  MOTION_SECTION,
  MOTION_SENTENCES,
  MotionModule,
  type MotionPorts,
  motionDecider,
  motionPutAgain,
  secondersStand,
  standingFor,
} from '@plenary/motion';
import { Clockwork } from '@plenary/platform';
import { checkpointTask } from '@plenary/record';
import {
  forgetInRota,
  leaveHardship,
  leaveRota,
  type PushFigures,
  pushReminderTask,
  ROTATION_PORTS,
  ROTATION_SECTION,
  ROTATION_SENTENCES,
  RotationModule,
  type RotationPorts,
  reminderTask,
  rotaTask,
  setTaskEffect,
  suspendInRota,
} from '@plenary/rotation';
import {
  CASTING_FIGURES,
  CONCERNED_IN,
  ENTRY_SENTENCES,
  MAY_OPEN,
  POLL_CLOSED,
  POLL_VOIDED,
  PRESENCE_SOURCE,
  ROLL_POLICIES,
  STANDING_FOR,
  VotingModule,
  type VotingPorts,
  votingTogetherEffects,
} from '@plenary/voting';
import type { Logger } from 'pino';
import type { Infrastructure, Provided } from './app.module.js';
import type { Config } from './config.js';
import { housekeeping } from './housekeeping.js';
import type { Metrics } from './metrics.js';
import { SAMPLE_PORTS } from './sample/sample-ports.js';
import type { SamplePorts } from './sample/stage.js';
import { ServerModule } from './server-info/server.module.js';
import { SERVER_FACTS, type ServerFacts } from './server-info/server-facts.js';
import { VERSION } from './server-info/version.js';

export interface Composition {
  /** What each context asked for through its ports. */
  readonly provided: readonly Provided[];
  readonly modules: readonly (Type | DynamicModule)[];
  /** Does what is due by the clock. */
  readonly clockwork: Clockwork;
}

interface Surroundings extends Pick<Infrastructure, 'db' | 'feed' | 'work'> {
  readonly logger: Logger;
  readonly config: Config;
  readonly metrics: Metrics;
  /** The address members open; known once the service listens. */
  address(): string;
}

/** Puts the contexts together: what a lower one needs from a higher one is handed to it here, and nowhere else. */
export function compose({ db, work, logger, config, metrics, address }: Surroundings): Composition {
  const mailer = config.smtpUrl === null ? null : smtpMailer(config.smtpUrl, config.mailFrom);
  // Apple's service takes no subject that is not on the open network; where there is no such address, nothing is known of us.
  const reachable = config.origin?.startsWith('https:') ? config.origin : 'mailto:plenary@localhost';
  const pusher =
    config.push === null
      ? null
      : webPusher(work, { ...config.push, subject: config.push.subject ?? reachable });
  const identity: IdentityConfig = {
    origins: () => [address()],
    rpId: config.origin === null ? 'localhost' : new URL(config.origin).hostname,
    rpName: 'Plenary',
    mailer,
    signUpsPerHour: config.signUpsPerHour,
  };

  const sections = [MEMBERSHIP_SECTION, MOTION_SECTION, MEETING_SECTION, ROTATION_SECTION, DELEGATES_SECTION];
  const ended = [leaveMeetings, leaveSeats, leaveRota, leaveHardship];
  const suspended = [suspendInRota];
  const forgotten = [forgetSignatures, forgetInRota];
  const mandates: MandatePorts = { motions: () => motions, attendance: attendanceOfMembers };
  const motions: MotionPorts = {
    effects: allEffects({ sections, ended, suspended }, [
      chooseOnTheSpotEffect,
      setTaskEffect,
      ...mandateEffects(mandates),
    ]),
    meetings: meetingSource,
    report: (error, reference) =>
      logger.error({ err: error, errorId: reference }, 'an effect of a carried motion failed'),
  };
  const voting: VotingPorts = {
    pollClosed: motionDecider(motions),
    pollVoided: motionPutAgain(motions),
    presence: presenceSource,
    concernedIn,
    standingFor: standingFor(motions),
    rollPolicies: [presentPolicy, SEATS_POLICY],
    mayOpen: secondersStand,
  };
  const together: AssemblyPorts['effects'] = [
    conveneTogether('CALL_FIRST_MEETING'),
    conveneTogether('CALL_MEETING'),
    endTogether,
    contestEffect(motions),
    ...votingTogetherEffects(voting),
  ];

  const sample: SamplePorts = {
    assembly: { sections, effects: [APPLY_IMPORT_TOGETHER, ...together], ended, moved: [], forgotten },
    motion: motions,
    voting,
    mandate: mandates,
  };
  const facts: ServerFacts = {
    embedded: config.databaseUrl === null,
    mail: config.smtpUrl !== null,
    version: VERSION,
  };

  const clockwork = new Clockwork(db, {
    onFailure: (task, error) => {
      metrics.clockworkFailed(task);
      logger.error({ err: error, task }, 'what was due could not be done; it is tried again');
    },
  });
  const tasks = [
    affiliationTask(work),
    meetingTask(work),
    checkpointTask(work),
    rotaTask(work),
    housekeeping(work),
    ...mandateTasks(work, mandates),
  ];
  for (const task of tasks) clockwork.add(task);
  if (mailer !== null) {
    const failed = (err: unknown) =>
      logger.warn({ err }, 'a reminder could not be handed to the mail server');
    clockwork.add(reminderTask(work, { mailer, origin: address, failed }));
  }
  if (pusher !== null) {
    const failed = (figures: PushFigures) =>
      logger.warn({ ...figures }, 'push services did not take some reminders');
    clockwork.add(pushReminderTask(work, { pusher, failed }));
  }

  return {
    provided: [
      { provide: Clockwork, useValue: clockwork },
      { provide: IDENTITY_CONFIG, useValue: identity },
      { provide: PLACEHOLDER_SOURCE, useValue: PLACEHOLDERS },
      { provide: RECOVERY_WITNESS, useValue: witnesses },
      { provide: ON_PERSON_RECOVERED, useValue: RECORD_RECOVERIES },
      { provide: BYLAW_SECTIONS, useValue: sections },
      { provide: TOGETHER_EFFECTS, useValue: together },
      { provide: MEMBERSHIP_ENDED, useValue: ended },
      { provide: MEMBERSHIP_MOVED, useValue: [] },
      { provide: MEMBERSHIP_FORGOTTEN, useValue: forgotten },
      { provide: POLL_CLOSED, useValue: voting.pollClosed },
      { provide: POLL_VOIDED, useValue: voting.pollVoided },
      { provide: CASTING_FIGURES, useValue: metrics },
      { provide: PRESENCE_SOURCE, useValue: voting.presence },
      { provide: CONCERNED_IN, useValue: voting.concernedIn },
      { provide: ROLL_POLICIES, useValue: voting.rollPolicies },
      { provide: MAY_OPEN, useValue: voting.mayOpen },
      { provide: STANDING_FOR, useValue: voting.standingFor },
      {
        provide: ENTRY_SENTENCES,
        useValue: [
          ASSEMBLY_SENTENCES,
          MOTION_SENTENCES,
          MANDATE_SENTENCES,
          MEETING_SENTENCES,
          ROTATION_SENTENCES,
        ],
      },
      { provide: MOTION_PORTS, useValue: motions },
      { provide: MANDATE_PORTS, useValue: mandates },
      { provide: SAMPLE_PORTS, useValue: sample },
      { provide: ROTATION_PORTS, useValue: { hasMail: mailer !== null, pusher } satisfies RotationPorts },
      { provide: SERVER_FACTS, useValue: facts },
    ],
    modules: [
      IdentityModule,
      AssemblyModule,
      VotingModule,
      MotionModule,
      MandateModule,
      MeetingModule,
      RotationModule,
      ServerModule,
    ],
    clockwork,
  };
}

/** Who is a candidate in or the subject of an open poll or recall does not vouch (PROCEDURE.md §3). */
const witnesses: RecoveryWitness = {
  ...MEMBERS_AS_WITNESSES,
  async membershipFor(sql, voucherPersonId, membershipId) {
    const found = await MEMBERS_AS_WITNESSES.membershipFor(sql, voucherPersonId, membershipId);
    if (found === null) return null;
    const voucher = await activeMembership(sql, voucherPersonId, found.assemblyId);
    if (voucher === null || (await isUnderRecall(sql, voucher.id))) return null;
    return (await isSubjectOfOpenPoll(sql, voucher.id)) ? null : found;
  },
};
