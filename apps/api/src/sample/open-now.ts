import { askTogether, joinRequest } from '@plenary/assembly';
import { conveneMeeting } from '@plenary/meeting';
import type { Motion } from '@plenary/motion';
import { pollOfMotion } from '@plenary/voting';
import { callChoice, chooseSoFar } from './elections.js';
import { ACCUSED, CALLER, FOUNDERS, WAITING } from './members.js';
import type { Stage } from './stage.js';

const [RUTH, NASREEN, TOMASZ] = FOUNDERS;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The last two weeks, and what is open today. Each vote closes this evening, or tomorrow where that is too soon. */
export async function openThings(stage: Stage, amendment: Motion): Promise<void> {
  const { clock } = stage;
  const tonight = ['19:30', '21:00'].map((time) => laterOf(clock.day(0, time), clock.present)) as [
    Date,
    Date,
  ];
  const [actionCloses, reliefCloses] = tonight;

  await stage.at(11, '14:00');
  const action = await stage.move(RUTH, {
    kind: 'direct_action',
    title: 'Overtime ban until the offer is improved',
    text: 'Shall we refuse all overtime and rest-day working until the company improves its offer of 2.1 %? Nobody is asked to break a shift that is rostered already.',
    effect: { validFrom: clock.day(-14, '00:01'), validUntil: clock.day(-28, '00:01') },
    opensAt: new Date(actionCloses.getTime() - 7 * DAY),
    seconds: (7 * DAY) / 1_000,
  });
  await stage.at(11, '15:10');
  await stage.second(action, 'Kwame Boateng');
  await stage.second(action, 'Fatoumata Diallo');

  await stage.at(7, '12:01');
  await stage.vote(amendment, 5, 13, { yes: 24, no: 12, abstain: 1 });
  await clock.goTo(new Date(actionCloses.getTime() - 7 * DAY + HOUR));
  await stage.vote(action, 20, 7, { yes: 11, no: 2 });

  const choiceCloses = laterOf(clock.day(0, '20:00'), clock.present);
  const choice = await callChoice(stage, choiceCloses, 49);
  await stage.at(3, '10:00');
  const relief = await stage.move('Shanice Grant', {
    kind: 'ordinary',
    title: 'A second relief driver on route 41',
    text: 'The branch demands a second relief driver on route 41 between 06:00 and 10:00, and asks the facilitator to say so to the depot manager in writing.',
    opensAt: new Date(reliefCloses.getTime() - 2 * DAY - HOUR),
    seconds: (2 * DAY + HOUR) / 1_000,
  });
  const startsAt = clock.day(-6, '19:30');
  const place = 'Canteen, Depot North';
  await stage.act((tx) =>
    conveneMeeting(tx, stage.named(TOMASZ).personId, stage.assemblyId, { startsAt, place }),
  );
  await stage.at(3, '12:30');
  await stage.second(relief, 'Marek Horváth');

  await suspension(stage);
  await stage.at(2, '17:00');
  await stage.join(await stage.invite(NASREEN, 'Depot South, moves in May'), WAITING);
  await contest(stage, (await pollOfMotion(stage.work.db, amendment.id))!.id);
  await yesterday(stage);

  await stage.at(1, '20:30');
  await stage.vote(action, 0.2, 29, { yes: 4, no: 1 });
  await chooseSoFar(stage, choice);
  const hours = (clock.present.getTime() - (await clock.now()).getTime()) / HOUR;
  await stage.vote(relief, Math.min(3, hours * 0.8), 19, { yes: 9, no: 4, abstain: 2 });
}

/** At least three hours ahead, so that whoever opens the sample finds the vote open. */
function laterOf(at: Date, now: Date): Date {
  return at.getTime() - now.getTime() > 3 * HOUR ? at : new Date(at.getTime() + DAY);
}

/** Has its seconders, and waits for the hearing and its notice. */
async function suspension(stage: Stage): Promise<void> {
  await stage.at(3, '18:00');
  const motion = await stage.move('Beatriz Nogueira', {
    kind: 'suspend_member',
    title: 'Suspend Colin Marsh for two months',
    text: 'Colin gave the list of who meant to stay away on 3 March to the depot manager. He says he was asked for the rota and sent the wrong file.',
    effect: {
      memberId: stage.named(ACCUSED).membershipId,
      reason: 'Passing the list of members who meant to strike to the management.',
      hearingAt: stage.clock.day(-4, '18:30'),
      until: stage.clock.day(-65, '00:01'),
    },
  });
  await stage.second(motion, 'Abdirahman Warsame');
  await stage.at(3, '21:15');
  await stage.second(motion, 'Hye-jin Park');
}

/** The amendment came out exactly at two thirds: members together contest it, and the assembly decides again. */
async function contest(stage: Stage, pollId: string): Promise<void> {
  await stage.at(1, '09:00');
  const ivan = stage.named('Ivan Petrov').personId;
  const reason =
    'It carried with not one vote to spare, and two of us on leave had said that they were missing from the roll.';
  const subject = { assemblyId: stage.assemblyId, subjectId: pollId, details: {}, reason };
  let request = await stage.act((tx) =>
    askTogether(stage.ports.assembly, tx, ivan, { ...subject, action: 'CONTEST_RESULT' }),
  );
  for (const name of [
    'Leila Haddad',
    'Ludovic Étienne',
    'Gurpreet Kaur Dhillon',
    '田中 美咲',
    'Erik Lindqvist',
  ]) {
    if (request.state !== 'open') break;
    request = await stage.act((tx) =>
      joinRequest(stage.ports.assembly, tx, stage.named(name).personId, request.id),
    );
  }
}

/** What waits for somebody, for a seconder or signatures; and what the one who opens the sample has begun. */
async function yesterday(stage: Stage): Promise<void> {
  const { assemblyId, clock } = stage;
  await stage.at(1, '13:40');
  await stage.move('Siobhán Ní Dhomhnaill', {
    kind: 'ordinary',
    title: 'Water coolers in the workshop',
    text: 'The branch asks for two water coolers in the workshop before the summer. It was 41 °C under the roof last August.',
  });
  const details = { startsAt: clock.day(-2, '20:00').toISOString(), place: 'Online' };
  const reason =
    'The company’s letter about route 41 came after the last meeting. We should talk before the vote on Colin.';
  const together = { assemblyId, action: 'CALL_MEETING', subjectId: null, details, reason } as const;
  const request = await stage.act((tx) =>
    askTogether(stage.ports.assembly, tx, stage.named('Oluwaseun Adébáyọ̀').personId, together),
  );
  await stage.act((tx) =>
    joinRequest(
      stage.ports.assembly,
      tx,
      stage.named('Deepak Raghunathan Venkataraman').personId,
      request.id,
    ),
  );
  await stage.at(1, '19:10');
  await stage.invite(CALLER, 'Jo from the wash bay');
  await stage.draft(CALLER, {
    kind: 'ordinary',
    title: 'Shade at the turning circle',
    text: 'The branch asks for a roof or trees at the turning circle, where drivers wait up to 25 minutes in the sun.',
  });
}
