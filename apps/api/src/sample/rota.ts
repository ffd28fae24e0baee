import type { Motion } from '@plenary/motion';
import { finishShift, placesBetween, shiftsByIds } from '@plenary/rotation';
import { TIME_ZONE } from './founding.js';
import type { Stage } from './stage.js';

/** When each task is done for the first time, days ago: so long ago that some of its shifts are past by today. */
const [ROOM_DAYS, POST_DAYS] = [16, 15];

/** A week: the next one's shift begins as the last one's ends. */
const WEEK_MINUTES = 10_080;

/** Three tasks that pass around; each is a decision. */
export async function proposeTasks(stage: Stage): Promise<readonly Motion[]> {
  const room = await stage.move('Beatriz Nogueira', {
    kind: 'set_task',
    title: 'The mess room is tidied by turns',
    text: 'It is always the same four who do it. Two at a time, every third day, and everybody’s turn comes.',
    effect: {
      task: {
        name: 'Tidy the mess room',
        guide: 'Cups, tables, bins. The bin bags are in the cupboard under the notice board.',
        start: local(stage, ROOM_DAYS, '13:30'),
        rule: 'FREQ=DAILY;INTERVAL=3',
        minutes: 45,
        people: 2,
        effort: 2,
        pauseDays: 14,
      },
    },
  });
  const post = await stage.move('Hye-jin Park', {
    kind: 'set_task',
    title: 'Somebody answers the branch’s post, a week each',
    text: 'Whoever has the week hands over to the next with a note.',
    effect: {
      task: {
        name: 'Answer the post',
        guide: 'The letter box is by the yard gate, the key with whoever had the week before.',
        start: local(stage, POST_DAYS, '09:00'),
        rule: 'FREQ=WEEKLY',
        minutes: 60,
        effort: 1,
        pauseDays: 28,
        handover: true,
      },
    },
  });
  const ear = await stage.move('Tendai Moyo', {
    kind: 'set_task',
    title: 'One of us hears who is in a tight spot, a week each',
    text: 'Rent, the bailiff, a child who is ill: one has to be able to say it without the whole depot knowing. No office: it passes around as everything does.',
    effect: {
      task: {
        name: 'An open ear',
        guide: 'Look once a day. Say what you can do and what you cannot. What you read stays with you.',
        start: local(stage, POST_DAYS, '09:00'),
        rule: 'FREQ=WEEKLY',
        minutes: WEEK_MINUTES,
        effort: 2,
        pauseDays: 56,
        powers: ['see_hardship'],
      },
    },
  });
  for (const motion of [room, post, ear]) await stage.second(motion, 'Erik Lindqvist');
  return [room, post, ear];
}

export async function setTasks(stage: Stage, [room, post, ear]: readonly Motion[]): Promise<void> {
  await stage.vote(room!, 1, 4, { yes: 26, no: 5, abstain: 3 });
  await stage.vote(post!, 1, 13, { yes: 30, abstain: 2 });
  await stage.vote(ear!, 1, 22, { yes: 29, no: 1, abstain: 4 });
}

/** What was done of it by now, and a word for who comes next. */
export async function keepRota(stage: Stage): Promise<void> {
  const { db } = stage.work;
  const [from, now] = [stage.clock.day(ROOM_DAYS, '00:00'), await stage.clock.now()];
  const places = await placesBetween(db, stage.assemblyId, from, now, 100);
  const shifts = await shiftsByIds(
    db,
    places.flatMap(({ shiftId }) => shiftId ?? []),
  );
  for (const { id, membershipId, startsAt, effort } of shifts) {
    // Whoever has left since says nothing of it, and whoever opens the sample answers for themselves.
    const holder = stage.voters.find((voter) => voter.membershipId === membershipId);
    if (holder === undefined || holder.tokenHash === null || startsAt > now) continue;
    const note =
      effort === 1 ? 'Two letters from the pension fund, both answered. The key is in my tray.' : null;
    await stage.act((tx) => finishShift(tx, holder.personId, id, note));
  }
}

/** A day and hour of the assembly's own clock, as RFC 5545 writes it. */
function local(stage: Stage, ago: number, time: string): string {
  const day = stage.clock.day(ago, '12:00').toLocaleDateString('sv', { timeZone: TIME_ZONE });
  return `${day}T${time}00`.replace(/[-:]/g, '');
}
