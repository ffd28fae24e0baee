import { challengeMember, leaveAssembly, vouchForMember } from '@plenary/assembly';
import { type Motion, withdrawMotion } from '@plenary/motion';
import {
  bargain,
  callDelegates,
  createOffice,
  electDelegates,
  giveMandate,
  proposeOffice,
  takeSeats,
} from './delegates.js';
import { callElection, electRepresentatives } from './elections.js';
import { endRunning, holdMeeting } from './founding.js';
import { CHALLENGED, CONFIRMED_LATER, FOUNDERS, LEAVES } from './members.js';
import { proposeTasks, setTasks } from './rota.js';
import type { Stage } from './stage.js';

const [, NASREEN, TOMASZ] = FOUNDERS;

/** Between the first meeting and last week: what has been decided, one way or the other. Gives the amendment, whose vote is to come. */
export async function decideThings(stage: Stage): Promise<Motion> {
  await stage.at(36, '12:15');
  const canteen = await stage.move('Kwame Boateng', {
    kind: 'ordinary',
    title: 'Open the canteen for the night shift',
    text: 'The branch asks the company to keep the canteen open, with hot food, from 22:00 to 05:30 on every night on which buses leave this depot. A vending machine is not a canteen.',
  });
  await stage.at(36, '18:05');
  await stage.second(canteen, 'Joyce Achieng');
  const election = await callElection(stage);
  await stage.at(34, '18:06');
  await stage.vote(canteen, 12, 3, { yes: 31, no: 2, abstain: 3 });

  await stage.at(33, '08:00');
  const sundays = await stage.move('Winston Clarke', {
    kind: 'ordinary',
    title: 'Hold the monthly meeting on Sunday mornings',
    text: 'From next month the monthly meeting is held on the first Sunday at 10:00 instead of Thursday evening.',
    tier: 'secret',
  });
  await stage.at(33, '13:00');
  await stage.second(sundays, 'Carys Llewellyn');
  await stage.at(33, '14:00');
  const office = await proposeOffice(stage);
  await stage.at(31, '14:05');
  await createOffice(stage, office);
  await stage.vote(sundays, 18, 11, { yes: 12, no: 19, abstain: 2, blank: 1 });

  const delegates = await callDelegates(stage);
  await newMembers(stage, election);
  await electDelegates(stage, delegates);

  await stage.at(22, '07:30');
  const codes = await stage.move('Patrick O’Rourke', {
    kind: 'ordinary',
    title: 'Bring back the roster codes of 2019',
    text: 'The old codes were shorter, and everybody knew them.',
  });
  await stage.at(21, '14:00');
  const tasks = await proposeTasks(stage);
  await stage.at(20, '15:00');
  await setTasks(stage, tasks);
  await stage.at(20, '18:00');
  await stage.act((tx) => withdrawMotion(tx, stage.named('Patrick O’Rourke').personId, codes.id));
  await takeSeats(stage);

  await stage.at(18, '12:00');
  const facilitator = await stage.move('Leila Haddad', {
    kind: 'choose_facilitator',
    title: 'Tomasz Wiśniewski facilitates next',
    text: 'Nasreen’s month ends soon, and she would rather drive.',
    effect: { memberId: stage.named(TOMASZ).membershipId },
  });
  await stage.at(18, '19:20');
  await stage.second(facilitator, NASREEN);
  await giveMandate(stage);
  await stage.at(16, '19:21');
  await stage.vote(facilitator, 22, 17, { yes: 24, no: 6, abstain: 4 });

  const amendment = await amendBylaws(stage);
  await holdMeeting(stage, TOMASZ, { ago: 12, from: '19:30', present: 24 });
  await stage.at(12, '21:05');
  await endRunning(stage, TOMASZ);

  await stage.at(11, '11:00');
  const { personId } = stage.named(LEAVES);
  await stage.act((tx) => leaveAssembly(stage.ports.assembly, tx, personId, stage.assemblyId));
  stage.voters.splice(stage.voters.indexOf(stage.named(LEAVES)), 1);
  await stage.at(11, '12:30');
  await bargain(stage);
  return amendment;
}

/** A week of notice: its vote opens a week ago. */
async function amendBylaws(stage: Stage): Promise<Motion> {
  await stage.at(14, '09:00');
  const amendment = await stage.move('Ana Lucía Fernández-Quintanilla Ruiz de Apodaca', {
    kind: 'amend_bylaws',
    title: 'One day of notice for ordinary motions instead of two',
    text: 'Two days are long when the company changes a roster overnight. One day is enough for everybody to look at their phone.',
    effect: { numbers: [{ path: 'motions.ordinary.noticeHours', value: 24 }] },
  });
  await stage.second(amendment, 'Dmytro Kovalenko');
  await stage.at(14, '12:00');
  return stage.second(amendment, 'Zofia Kamińska');
}

/** Two come by invitation: one has her vouchers and is confirmed, the other is challenged. Between them an election. */
async function newMembers(stage: Stage, election: Motion): Promise<void> {
  await stage.at(29, '15:00');
  const first = await stage.join(await stage.invite(NASREEN, 'From the tram side'), CONFIRMED_LATER);
  await stage.at(28, '09:30');
  await stage.act((tx) => vouchForMember(tx, stage.named('Tendai Moyo').personId, first.membershipId));
  await electRepresentatives(stage, election);
  await stage.at(28, '17:45');
  const second = await stage.join(await stage.invite('Erik Lindqvist', 'Engineering'), CHALLENGED);
  await stage.at(27, '06:15');
  const reason =
    'Dale has signed off disciplinary hearings since March. That is management, and management has its own meetings.';
  await stage.act((tx) =>
    challengeMember(tx, stage.named('Bronagh McAllister').personId, {
      membershipId: second.membershipId,
      reason,
    }),
  );

  await stage.at(26, '10:00');
  const confirm = await stage.move('Tendai Moyo', {
    kind: 'confirm_members',
    title: 'Confirm Ngozi Okonjo as a member',
    text: 'She came over from the trams in spring and has been at every picket since.',
    effect: { memberIds: [first.membershipId] },
  });
  await stage.at(26, '12:40');
  await stage.second(confirm, 'Samir Patel');
  await stage.at(25, '12:41');
  await stage.vote(confirm, 20, 23, { yes: 29, abstain: 4 });
  await stage.at(24, '13:00');
  stage.voters.push(first);
}
