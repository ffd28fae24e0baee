import { isQuiet } from '@plenary/assembly';
import { confirmedAddresses, type Mailer } from '@plenary/identity';
import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import type { DueTask, Tx, UnitOfWork } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { reminderMail } from '../domain/reminder-mail.js';
import {
  type DueReminder,
  nextReminderDue,
  setReminderRow,
  takeReminders,
} from '../persistence/reminder-rows.js';
import { enterRota } from './enter-rota.js';

/** Mails that are handed over at a time. */
const BATCH = 20;
/** To look costs as much as there are shifts to come of who is reminded, and nobody waits for it to the second. */
const LOOK_MS = 5_000;

/** Says how many hours before each of one's shifts to be reminded by mail; null for not at all, as nobody is at first. */
export async function setReminder(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  hours: number | null,
  hasMail: boolean,
): Promise<Result<AssemblyId>> {
  const grant = await enterRota(tx, personId, assemblyId, 'rota.followOwn');
  if (!grant.ok) return grant;
  if (hours !== null) {
    if (!hasMail) return refuse('NO_MAIL');
    if (await isQuiet(tx, assemblyId)) return refuse('QUIET_NO_MAIL');
    if ((await confirmedAddresses(tx, [personId])).size === 0) return refuse('ADDRESS_NOT_CONFIRMED');
  }
  await setReminderRow(tx, assemblyId, grant.value.membership.id, hours);
  return ok(assemblyId);
}

export interface ReminderPorts {
  readonly mailer: Mailer;
  /** The address members open. */
  origin(): string;
  /** Told of a mail that could not be handed over. It is not tried again. */
  failed(error: unknown): void;
}

/**
 * Hands reminders to the mail server when they are due. Each at most once, however many processes run: that it was
 * taken is committed first, so a process that dies in between, or a mail server that refuses, loses it. One that fell
 * due while nobody ran goes out late, and not at all once its shift has begun.
 */
export function reminderTask(work: UnitOfWork, ports: ReminderPorts): DueTask {
  return {
    name: 'rotation.reminders',
    nextDue: nextReminderDue,
    lookMs: LOOK_MS,
    runDue: async () => {
      const due = await work.do((tx) => takeReminders(tx, BATCH));
      const addresses = await confirmedAddresses(
        work.db,
        due.map(({ personId }) => personId),
      );
      await Promise.all(due.map((each) => send(ports, each, addresses.get(each.personId))));
    },
  };
}

async function send(ports: ReminderPorts, due: DueReminder, to: string | undefined): Promise<void> {
  // The address was given up since: there is nobody to tell.
  if (to === undefined) return;
  try {
    await ports.mailer.send({ to, ...reminderMail(due, ports.origin()) });
  } catch (error) {
    ports.failed(error);
  }
}
