import {
  acceptSeat,
  officesPage,
  recordAct,
  reportsOf,
  runningTerms,
  withdrawConfidence,
  writeReport,
} from '@plenary/mandate';
import { type Motion, standForElection } from '@plenary/motion';
import type { Stage } from './stage.js';

const [SHANICE, DMYTRO, IVAN] = ['Shanice Grant', 'Dmytro Kovalenko', 'Ivan Petrov'] as const;

/** Two who bargain with the company, by the usual rules. They have long to accept, since the story begins weeks ago. */
export async function proposeOffice(stage: Stage): Promise<Motion> {
  const motion = await stage.move('Leila Haddad', {
    kind: 'create_office',
    title: 'Send two of us to bargain with the company',
    text: 'Two, so that nobody sits there alone, and for a year, so that nobody stays.',
    effect: {
      officeName: 'Bargaining',
      rules: {
        purpose: 'Wages and hours with the company, as the branch has told them.',
        seats: 2,
        termDays: 365,
        consecutiveTerms: 2,
        method: 'stv-scottish',
        vacancy: 'alternate',
        reportDays: 14,
        acceptHours: 720,
      },
    },
  });
  return stage.second(motion, 'Samir Patel');
}

export async function createOffice(stage: Stage, motion: Motion): Promise<void> {
  await stage.vote(motion, 2, 9, { yes: 27, no: 3, abstain: 2 });
}

export async function callDelegates(stage: Stage): Promise<Motion> {
  await stage.at(30, '18:00');
  const officeId = await officeOf(stage);
  const motion = await stage.move('Samir Patel', {
    kind: 'elect_delegates',
    title: 'Who bargains for us',
    text: '',
    effect: { officeId },
  });
  for (const [name, statement] of [
    [SHANICE, 'I have read every agreement since 2011, and I do not get tired.'],
    [DMYTRO, 'Nights. I will ring you before I say anything.'],
    [IVAN, 'Whoever goes should go with somebody from the workshop.'],
  ] as const)
    await stage.act((tx) =>
      standForElection(tx, stage.named(name).personId, { motionId: motion.id, statement }),
    );
  return stage.second(motion, 'Joyce Achieng');
}

export async function electDelegates(stage: Stage, motion: Motion): Promise<void> {
  await stage.at(23, '18:05');
  await stage.rank(motion, 5, 2, [
    [15, [SHANICE, DMYTRO]],
    [11, [DMYTRO, IVAN]],
    [6, [IVAN, SHANICE]],
  ]);
}

export async function takeSeats(stage: Stage): Promise<void> {
  await stage.at(20, '19:10');
  for (const { id, member } of await delegates(stage))
    await stage.act((tx) => acceptSeat(tx, member.personId, id));
}

/** Two days for what is asked for, and its vote a day later. */
export async function giveMandate(stage: Stage): Promise<void> {
  await stage.at(18, '20:00');
  const motion = await stage.move('Kwame Boateng', {
    kind: 'give_mandate',
    title: 'What our two may say at the table',
    text: 'The company has offered 2.1 % for three years, and less for whoever starts after May.',
    effect: {
      officeId: await officeOf(stage),
      mandate: {
        endsAt: stage.clock.day(-60, '12:00').toISOString(),
        instructions: [
          {
            matter: { text: 'Wages' },
            position: 'may_decide_within',
            limits: [
              { name: 'Rise', unit: '%', atLeast: '5' },
              { name: 'How long it holds', unit: 'months', atMost: '24' },
            ],
          },
          { matter: { text: 'Less pay for new drivers' }, position: 'must_oppose' },
          { matter: { text: 'Night rosters' }, position: 'must_refer_back' },
        ],
      },
    },
  });
  await stage.second(motion, 'Fatoumata Diallo');
  await stage.at(17, '20:02');
  await stage.vote(motion, 3, 6, { yes: 29, no: 4, abstain: 1 });
}

/** One act within the mandate, one beside it; a report, and another that is overdue by now; and two who have doubts. */
export async function bargain(stage: Stage): Promise<void> {
  const [first, second] = await delegates(stage);
  const act = (
    term: typeof first,
    clientKey: string,
    input: { matter: string; position: 'opposed' | 'supported'; text: string },
  ) =>
    stage.act((tx) =>
      recordAct(tx, term!.member.personId, {
        ...{ termId: term!.id, clientKey, position: input.position, text: input.text },
        matter: { kind: 'text', text: input.matter },
        figures: [],
        takesEffectAt: null,
      }),
    );
  await act(first, '5a3f1c70-9d2e-4b6a-8c11-0f6f2b7a1d01', {
    matter: 'Less pay for new drivers',
    position: 'opposed',
    text: 'They put the lower scale on the table again. I said no, and that it stays no.',
  });
  await act(second, '5a3f1c70-9d2e-4b6a-8c11-0f6f2b7a1d02', {
    matter: 'A working group on parking',
    position: 'supported',
    text: 'They asked for a working group on the staff car park. I said that we would come to the first one.',
  });
  const [report] = await reportsOf(stage.work.db, [first!.id]);
  const text =
    'We met twice. On wages they stay at 2.1 % for three years, so there was nothing to decide. On the lower scale I said no, as you told us. They want to talk about night rosters next: I said that this comes back to you first.';
  await stage.act((tx) => writeReport(tx, first!.member.personId, report!.id, text));
  for (const name of ['Bronagh McAllister', 'Patrick O’Rourke'])
    await stage.act((tx) =>
      withdrawConfidence(stage.ports.mandate, tx, stage.named(name).personId, second!.id),
    );
}

async function officeOf(stage: Stage): Promise<string> {
  const [office] = await officesPage(stage.work.db, stage.assemblyId, null, 1);
  if (office === undefined) throw new Error('the sample has no office');
  return office.id;
}

/** By their seats. */
async function delegates(stage: Stage) {
  const terms = await runningTerms(stage.work.db, [await officeOf(stage)]);
  return terms.map(({ id, membershipId }) => ({
    id,
    member: [SHANICE, DMYTRO, IVAN]
      .map((name) => stage.named(name))
      .find((each) => each.membershipId === membershipId)!,
  }));
}
