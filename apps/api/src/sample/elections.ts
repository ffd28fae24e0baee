import { type Motion, nominate, standForElection } from '@plenary/motion';
import type { Stage } from './stage.js';

const STANDS = {
  joyce: 'Joyce Achieng',
  samir: 'Samir Patel',
  zofia: 'Zofia Kamińska',
  marek: 'Marek Horváth',
} as const;

/** Two seats, and four who stand; one of them was asked by another. */
export async function callElection(stage: Stage): Promise<Motion> {
  await stage.at(35, '10:00');
  const motion = await stage.move('Tendai Moyo', {
    kind: 'election',
    title: 'Two safety representatives for the depot',
    text: 'They go round the workshop and the yard once a month, and the company has to let them in. For one year.',
    effect: { method: 'stv-scottish', seats: 2, order: 'drawn' },
  });
  await stage.second(motion, 'Hye-jin Park');
  await stage.at(35, '16:20');
  await stage.act((tx) =>
    nominate(tx, stage.named('Leila Haddad').personId, {
      motionId: motion.id,
      membershipId: stage.named(STANDS.zofia).membershipId,
    }),
  );
  await stands(
    stage,
    motion,
    STANDS.joyce,
    'Nights, workshop. I have written down every near miss since January.',
  );
  await stands(stage, motion, STANDS.samir, 'Early shift. I want the mirrors fixed before somebody is hurt.');
  await stage.at(34, '07:10');
  await stands(stage, motion, STANDS.zofia, 'I was asked, and I say yes. Ask me anything in the canteen.');
  await stands(stage, motion, STANDS.marek, 'Trained as a first aider.');
  return motion;
}

function stands(stage: Stage, motion: Motion, name: string, statement: string): Promise<Motion> {
  return stage.act((tx) =>
    standForElection(tx, stage.named(name).personId, { motionId: motion.id, statement }),
  );
}

/** A secret vote a week later: the second seat is filled by transfers. */
export async function electRepresentatives(stage: Stage, motion: Motion): Promise<void> {
  await stage.at(28, '10:05');
  const { joyce, samir, zofia, marek } = STANDS;
  await stage.rank(motion, 5, 5, [
    [13, [joyce, zofia]],
    [3, [joyce, marek, samir]],
    [8, [samir, marek]],
    [6, [zofia, joyce]],
    [4, [marek, zofia]],
    [1, []],
  ]);
}

/** What is chosen today among options: each is compared with each. */
export async function callChoice(stage: Stage, closes: Date, hoursOpen: number): Promise<Motion> {
  await stage.at(4, '12:00');
  const options = [
    ['Allotments by the canal', 'Free, near the depot, and there is shade. Tables have to be brought.'],
    ['Back room of the Railway Arms', '£ 60, kitchen closed on Sundays.'],
    ['Workshop yard', 'Free, if the company lets us. It has not said so yet.'],
    ['Park at the reservoir', 'Free, an hour by bus for most of us.'],
  ] as const;
  const motion = await stage.move('Shanice Grant', {
    kind: 'choose_option',
    title: 'Where the branch holds its summer day',
    text: 'The Sunday after the timetable changes, from 11:00. Families come too.',
    effect: {
      method: 'schulze',
      seats: 1,
      order: 'drawn',
      options: options.map(([name, statement]) => ({ name, statement })),
    },
    opensAt: new Date(closes.getTime() - hoursOpen * 3_600_000),
    seconds: hoursOpen * 3_600,
  });
  await stage.at(4, '12:30');
  return stage.second(motion, 'Dmytro Kovalenko');
}

export function chooseSoFar(stage: Stage, motion: Motion): Promise<void> {
  const [canal, pub, yard, park] = [
    'Allotments by the canal',
    'Back room of the Railway Arms',
    'Workshop yard',
    'Park at the reservoir',
  ] as const;
  return stage.rank(motion, 0.1, 3, [
    [5, [canal, yard]],
    [3, [pub, canal]],
    [2, [park, canal, yard]],
  ]);
}
