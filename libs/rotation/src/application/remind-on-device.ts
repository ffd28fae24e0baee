import { createHash } from 'node:crypto';
import { dropGoneDevice, keepPushDevice, type Pusher, pushDeviceNames } from '@plenary/identity';
import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import type { DueTask, Tx, UnitOfWork } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { reminderNotice } from '../domain/reminder-push.js';
import {
  type DuePush,
  dropPushReminders,
  nextPushDue,
  setPushReminder,
  settlePush,
  takePushes,
} from '../persistence/push-reminder-rows.js';
import { enterRota } from './enter-rota.js';

/** Messages that are handed over at a time. */
const BATCH = 20;
/** As for mail: nobody waits for it to the second. */
const LOOK_MS = 5_000;
/** Longer than a push service is waited for: then whoever took it is dead. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

export interface RemindOnDevice {
  /** Hours before each shift. */
  readonly hours: number;
  /** As the browser gave it. */
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** Reminds the caller of their shifts in one assembly by notifications in the browser that asks. */
export async function remindOnDevice(
  tx: Tx,
  caller: { readonly personId: PersonId; readonly accessId: string },
  assemblyId: AssemblyId,
  { hours, ...given }: RemindOnDevice,
  pusher: Pusher | null,
): Promise<Result<AssemblyId>> {
  const grant = await enterRota(tx, caller.personId, assemblyId, 'rota.followOwn');
  if (!grant.ok) return grant;
  if (pusher === null) return refuse('NO_PUSH');
  const device = pusher.deviceOf(given);
  if (device === null) return refuse('PUSH_SERVICE_UNKNOWN');
  if (!(await keepPushDevice(tx, caller, device))) return refuse('TOO_MANY_DEVICES');
  await setPushReminder(tx, assemblyId, grant.value.membership.id, caller.accessId, hours);
  return ok(assemblyId);
}

/** No longer on a device of the caller's own; one that is none, or is not any more, is as good. Whether it is still kept. */
export async function stopOnDevice(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  deviceId: string,
): Promise<Result<boolean>> {
  const grant = await enterRota(tx, personId, assemblyId, 'rota.followOwn');
  if (!grant.ok) return grant;
  await dropPushReminders(tx, [grant.value.membership.id], deviceId);
  return ok((await pushDeviceNames(tx, personId)).some(({ accessId }) => accessId === deviceId));
}

/** What became of a batch; of nobody in particular. */
export interface PushFigures {
  readonly later: number;
  readonly refused: number;
  /** What the services answered instead of taking one, each once; null where one did not answer in time. */
  readonly statuses: readonly (number | null)[];
}

export interface PushPorts {
  readonly pusher: Pusher;
  /** Told of a batch in which something was not taken. */
  failed(figures: PushFigures): void;
}

/**
 * Hands reminders to the browsers' push services when they are due. That one was taken is committed first, so no other
 * process hands it over meanwhile. Of a process that dies in between, and of a service that would not take it yet,
 * it is handed over again, with pauses that grow and never once the shift has begun; where it had come through after
 * all, its topic and tag make the two one on the device.
 */
export function pushReminderTask(work: UnitOfWork, ports: PushPorts): DueTask {
  return {
    name: 'rotation.pushes',
    nextDue: nextPushDue,
    lookMs: LOOK_MS,
    runDue: async () => {
      const due = await work.do((tx) => takePushes(tx, BATCH, LEASE_MS));
      const takenAt = performance.now();
      const sent = await Promise.all(due.map((each) => send(work, ports.pusher, each, takenAt)));
      const failed = sent.filter(({ kind }) => kind === 'later' || kind === 'refused');
      if (failed.length === 0) return;
      const count = (of: string) => failed.filter(({ kind }) => kind === of).length;
      const statuses = [...new Set(failed.map(({ status }) => status))];
      ports.failed({ later: count('later'), refused: count('refused'), statuses });
    },
  };
}

async function send(work: UnitOfWork, pusher: Pusher, due: DuePush, takenAt: number) {
  const usefulMs = due.leftMs - (performance.now() - takenAt);
  const topic = topicOf(due);
  const text = JSON.stringify({ ...reminderNotice(due, due.quiet), tag: topic });
  const { outcome, status } = await pusher.send(due, { text, usefulMs, topic });
  await work.do(async (tx) => {
    if (outcome.kind === 'gone') return dropGoneDevice(tx, due.accessId, due.endpoint);
    const again = outcome.kind === 'later' ? Math.max(pauseAfter(due.tries), outcome.afterMs ?? 0) : null;
    await settlePush(tx, due, again);
  });
  return { kind: outcome.kind, status };
}

/** Half a minute after the first time, twice as long after each further one, an hour at most. */
function pauseAfter(tries: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
}

/** One per shift and device, of which a push service learns nothing. */
function topicOf({ shiftId, accessId }: DuePush): string {
  return createHash('sha256').update(`${shiftId}\n${accessId}`).digest('base64url').slice(0, 32);
}
