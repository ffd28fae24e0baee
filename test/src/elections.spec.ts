import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExportVerifier, exportLine } from '@plenary/log';
import { countElection, type ElectionTranscript } from '@plenary/tally';
import {
  type Assembly,
  carry,
  closed,
  establishedAssembly,
  opened,
  type Put,
  standingOf,
} from './support/assemblies.js';
import type { Member, Receipt } from './support/people.js';
import { Service } from './support/service.js';
import { watchPoll } from './support/watching.js';

const SIZE = 7;
const HOUR = 3_600_000;

interface Paper {
  readonly ranking: readonly (readonly number[])[] | null;
  readonly spoilt: boolean;
}

interface PollRead {
  readonly state: string;
  readonly method: string;
  readonly answers: readonly string[];
  readonly tierSentence: string;
  readonly tieSeedHash: string;
  readonly election: {
    readonly seats: number;
    readonly paper: string;
    readonly equalRanks: boolean;
    readonly publishesBallots: boolean;
    readonly publishWarning: string | null;
    readonly tieSeedHash: string | null;
  };
  readonly candidates: readonly { readonly id: string; readonly place: number; readonly name: string }[];
  readonly myBallot: { readonly answer: string | null; readonly paper: Paper | null } | null;
  readonly papers: {
    readonly nodes: readonly { readonly heads: number; readonly weight: number; readonly paper: Paper }[];
  };
  readonly ballots: {
    readonly nodes: readonly {
      readonly displayName: string | null;
      readonly answer: string | null;
      readonly paper: Paper | null;
    }[];
  };
  readonly result: {
    readonly carried: boolean;
    readonly sentence: string;
    readonly transcript: string;
    readonly ballotsHash: string;
    readonly election: {
      readonly elected: readonly number[];
      readonly candidates: readonly string[];
      readonly tieSeed: string;
      readonly tieOrder: readonly number[];
      readonly rounds: readonly { readonly round: number; readonly because: string }[];
      readonly papers: {
        readonly cast: { readonly heads: number };
        readonly spoilt: { readonly heads: number };
      };
      readonly pairwise: { readonly preferred: readonly (readonly string[])[] } | null;
    };
  } | null;
}

const PAPER = 'paper { ranking marks scores { place score } spoilt }';
const POLL = `query ($id: ID!) { poll(id: $id) { state method answers tierSentence
  election { seats paper equalRanks publishesBallots publishWarning tieSeedHash }
  candidates { id place name }
  myBallot { answer ${PAPER} }
  papers(first: 50) { nodes { heads weight ${PAPER} } }
  ballots(first: 50) { nodes { displayName answer ${PAPER} } }
  result { carried sentence transcript ballotsHash election { elected candidates tieSeed tieOrder
    rounds { round because tally transfers { from to votes } } papers { cast { heads } spoilt { heads } }
    pairwise { preferred strongestPaths ranking } } } } }`;

describe('elections, from draft to result', () => {
  let service: Service;
  let assembly: Assembly;
  let members: readonly Member[];

  beforeAll(async () => {
    service = await Service.start();
    assembly = await establishedAssembly(service, 'Depot West', SIZE);
    ({ members } = assembly);
  });
  afterAll(() => service.stop());

  const read = async (member: Member, id: string) =>
    (await member.client.ask<{ poll: PollRead }>(POLL, { id })).poll;

  /** Drafted and moved by the first member, seconded by the second. */
  async function moved(motion: Readonly<Record<string, unknown>>): Promise<string> {
    const id = await members[0]!.draft(motion);
    await members[0]!.move(id);
    await members[1]!.second(id);
    return id;
  }

  /** The poll after its notice. */
  async function put(motionId: string): Promise<Put> {
    await service.passTime(169 * HOUR);
    return opened(members[0]!, motionId);
  }

  function cast(
    member: Member,
    pollId: string,
    ballot: Readonly<Record<string, unknown>>,
    key = member.keyFor(pollId),
  ) {
    const input = { pollId, clientKey: key, ...ballot };
    return member.client.attempt<Receipt>('castBallot', 'BallotReceipt', input, 'code replaced castAt');
  }

  const refusedWith = async (answer: Promise<{ __typename: string }>) => (await answer).__typename;

  /** A ranking by names, as somebody makes it who sees the candidates in an order of their own. */
  const ranked = ({ candidates }: PollRead, ...names: (string | readonly string[])[]) => ({
    choice: {
      ranking: names.map((rank) =>
        [rank].flat().map((name) => candidates.find((candidate) => candidate.name === name)!.id),
      ),
    },
  });

  async function download(member: Member, path: string) {
    const response = await fetch(`${service.apis[0]!.address}${path}`, {
      headers: { cookie: member.client.cookie ?? '' },
    });
    return { status: response.status, text: await response.text() };
  }

  it('members are named, stand and decline; a secret STV vote elects; rankings are kept back', async () => {
    const motionId = await moved({
      kind: 'ELECTION',
      title: 'Two delegates to the region',
      effect: { method: 'STV_SCOTTISH', seats: 2, order: 'DRAWN' },
    });
    const nominate = (by: number, whom: number) =>
      members[by]!.client.attempt('nominate', 'Motion', { motionId, memberId: members[whom]!.id }, 'id');
    const stand = (by: number, statement = '') =>
      members[by]!.client.attempt('standForElection', 'Motion', { motionId, statement }, 'id');
    expect(await refusedWith(nominate(0, 0))).toBe('StandYourself');
    expect(await refusedWith(nominate(0, 2))).toBe('Motion');
    expect(await refusedWith(nominate(0, 6))).toBe('Motion');
    expect(await refusedWith(stand(2, 'For the night shift.'))).toBe('Motion');
    expect(await refusedWith(stand(3))).toBe('Motion');
    expect(await refusedWith(stand(4))).toBe('Motion');
    await members[6]!.client.expectOk('declineNomination', 'Motion', { motionId }, 'id');
    const nominations = `query ($id: ID!) { motion(id: $id) { rule election { method seats nominationsOpen sentence
      nominations { member { displayName } nominatedBy { displayName } state statement } myNomination { state } } } }`;
    const { motion } = await members[6]!.client.ask<{
      motion: { election: { nominationsOpen: boolean; nominations: object[]; myNomination: object } };
    }>(nominations, { id: motionId });
    expect(motion.election).toMatchObject({
      method: 'STV_SCOTTISH',
      nominationsOpen: true,
      myNomination: { state: 'DECLINED' },
      nominations: [
        { member: { displayName: 'Member 3' }, nominatedBy: { displayName: 'Member 1' }, state: 'STANDING' },
        { member: { displayName: 'Member 4' }, state: 'STANDING' },
        { member: { displayName: 'Member 5' }, state: 'STANDING' },
        { member: { displayName: 'Member 7' }, state: 'DECLINED', statement: '' },
      ],
    });

    const { pollId, closesAt } = await put(motionId);
    expect(await refusedWith(stand(5))).toBe('NominationsClosed');
    const mine = await Promise.all(members.map((member) => read(member, pollId)));
    expect(mine[0]).toMatchObject({
      state: 'OPEN',
      method: 'STV_SCOTTISH',
      answers: ['BLANK', 'SPOILT'],
      election: {
        seats: 2,
        paper: 'RANKING',
        equalRanks: false,
        publishesBallots: false,
        publishWarning: null,
      },
    });
    for (const [i, member] of members.entries())
      expect((await read(member, pollId)).candidates).toEqual(mine[i]!.candidates);
    expect(
      new Set(mine.map(({ candidates }) => candidates.map(({ name }) => name).join())).size,
    ).toBeGreaterThan(1);

    const watch = watchPoll(members[6]!, pollId);
    try {
      const papers = [
        ['Member 3', 'Member 4'],
        ['Member 3', 'Member 4'],
        ['Member 3', 'Member 5'],
        ['Member 4'],
        ['Member 5', 'Member 4'],
      ];
      for (const [i, names] of papers.entries()) {
        const { __typename } = await cast(members[i]!, pollId, ranked(mine[i]!, ...names));
        expect(__typename).toBe('BallotReceipt');
      }
      const first = await cast(members[0]!, pollId, ranked(mine[0]!, 'Member 5'), 'another-key');
      expect(first).toMatchObject({ __typename: 'BallotReceipt', castAt: null });
      expect(await refusedWith(cast(members[5]!, pollId, { answer: 'YES' }))).toBe('BallotInvalid');
      expect(await refusedWith(cast(members[5]!, pollId, ranked(mine[5]!, ['Member 3', 'Member 4'])))).toBe(
        'BallotInvalid',
      );
      await watch.until(({ pollUpdated }) => pollUpdated.voted === 5);
      for (const { pollUpdated } of watch.values) {
        expect(pollUpdated).toMatchObject({ liveTally: null, result: null });
        expect([null, 5]).toContain(pollUpdated.voted);
      }
      expect((await read(members[0]!, pollId)).myBallot).toEqual({ answer: null, paper: null });
      const { state } = await closed(service, members[0]!, { motionId, pollId, closesAt });
      expect(state).toBe('CARRIED');
      await watch.until(({ pollUpdated }) => pollUpdated.result?.carried === true);
    } finally {
      watch.stop();
    }

    const { result, papers, candidates, election, ballots } = await read(members[5]!, pollId);
    const count = result!.election;
    expect(candidates.map(({ name }) => name)).toEqual(['Member 3', 'Member 4', 'Member 5']);
    expect(count.elected.map((place) => count.candidates[place])).toEqual(['Member 3', 'Member 4']);
    expect(result!.sentence).toContain('Elected, in this order: Member 3, Member 4');
    expect(count.papers.cast.heads).toBe(5);
    expect(createHash('sha256').update(Buffer.from(count.tieSeed, 'hex')).digest('hex')).toBe(
      election.tieSeedHash,
    );
    expect(papers.nodes).toEqual([]);
    expect(ballots.nodes.map(({ answer, paper, displayName }) => [answer, paper, displayName])).toEqual(
      Array(5).fill([null, null, null]),
    );
    expect((await download(members[5]!, `/export/polls/${pollId}.blt`)).status).toBe(403);
    const recorded = await record(members[5]!);
    expect(recorded.find(({ kind }) => kind === 'members.elected')?.sentence).toBe(
      'Elected in “Two delegates to the region”, in this order: Member 3, Member 4.',
    );
    const close = recorded.find(({ kind, data }) => kind === 'poll.closed' && data.includes(pollId))!;
    expect(close.sentence).toContain('Elected, in this order: Member 3, Member 4');
    expect((JSON.parse(close.data) as { transcriptHash: string }).transcriptHash).toBe(
      createHash('sha256').update(result!.transcript).digest('hex'),
    );
    await expectNothingLinks(pollId);
  });

  it.each([
    ['ROLL_CALL', 'SCHULZE'],
    ['ROLL_CALL', 'STV_SCOTTISH'],
    ['SECRET', 'SCHULZE'],
  ])('options are chosen, %s by %s, with papers that anybody in it counts again', async (tier, method) => {
    if (tier === 'SECRET')
      await carry(service, members, {
        kind: 'AMEND_BYLAWS',
        title: 'Publish papers',
        effect: { numbers: [{ path: 'motions.choose_option.publishBallots', value: 1 }] },
      });
    const options = ['Red', 'Blue', 'Green'].map((name) => ({ name, statement: `All ${name}.` }));
    const motionId = await moved({
      kind: 'CHOOSE_OPTION',
      title: 'The colour of the banner',
      tier,
      effect: { method, seats: 1, order: 'FIXED', options },
    });
    const { pollId, closesAt } = await put(motionId);
    const poll = await read(members[0]!, pollId);
    expect(poll.candidates.map(({ name }) => name)).toEqual(['Red', 'Blue', 'Green']);
    expect(poll.tierSentence.includes('every paper is published')).toBe(tier === 'SECRET');
    const papers = [['Blue', 'Red'], ['Blue', 'Red'], ['Green', 'Blue'], ['Red', 'Blue'], ['Blue']];
    for (const [i, names] of papers.entries())
      expect(await refusedWith(cast(members[i]!, pollId, ranked(poll, ...names)))).toBe('BallotReceipt');
    expect(await refusedWith(cast(members[5]!, pollId, { answer: 'SPOILT' }))).toBe('BallotReceipt');
    if (tier === 'ROLL_CALL') {
      const again = await cast(members[2]!, pollId, ranked(poll, 'Green', 'Red'), 'second-thoughts');
      expect(again.__typename).toBe('BallotReceipt');
      const { myBallot } = await read(members[2]!, pollId);
      expect(myBallot?.paper).toMatchObject({ ranking: [[2], [0]], spoilt: false });
    }
    expect((await read(members[0]!, pollId)).papers.nodes).toEqual([]);
    expect((await closed(service, members[0]!, { motionId, pollId, closesAt })).state).toBe('CARRIED');

    const after = await read(members[6]!, pollId);
    const transcript = JSON.parse(after.result!.transcript) as ElectionTranscript;
    expect(after.result!.election.elected.map((place) => transcript.candidates[place])).toEqual(['Blue']);
    expect(after.result!.election.pairwise === null).toBe(method !== 'SCHULZE');
    expect(after.papers.nodes.reduce((sum, { heads }) => sum + heads, 0)).toBe(6);
    const recounted = countElection({
      ...transcript,
      papers: after.papers.nodes.map(({ heads, weight, paper }) => ({
        paper: paper.spoilt ? { kind: 'spoilt' } : { kind: 'ranking', ranking: paper.ranking! },
        heads,
        weight: BigInt(weight),
      })),
    });
    expect(recounted).toEqual(transcript);
    const names = after.ballots.nodes.map(({ displayName }) => displayName);
    expect(names.every((name) => (name === null) === (tier === 'SECRET'))).toBe(true);

    const blt = await download(members[6]!, `/export/polls/${pollId}.blt`);
    expect(blt.status).toBe(200);
    expect(blt.text.split('\n').slice(0, 1)).toEqual(['3 1']);
    expect(blt.text).toContain('# spoilt: 1');
    expect((await fetch(`${service.apis[0]!.address}/export/polls/${pollId}.blt`)).status).toBe(401);
    if (tier === 'SECRET') await expectNothingLinks(pollId);
  });

  it('stand in the export with their transcripts, and with papers only where those may be seen', async () => {
    const [{ client }] = members as [Member];
    const response = await fetch(`${service.apis[0]!.address}/export/${assembly.id}`, {
      headers: { cookie: client.cookie! },
    });
    const lines = (await response.text()).trimEnd().split('\n');
    const found = (changed: readonly string[]) => {
      const verifier = new ExportVerifier();
      for (const line of changed) {
        const step = verifier.line(line);
        if (!step.ok) return step.rejection.message;
      }
      const end = verifier.finish();
      return end.ok ? end.value : end.rejection.message;
    };
    const of = (kind: string) => lines.filter((line) => line.startsWith(`{"${kind}"`));
    const polls = of('transcript').map((line) => JSON.parse(line).transcript.poll as string);
    expect(polls.length).toBeGreaterThan(2);
    const withPapers = polls.filter((poll) => of('ballots').some((line) => line.includes(poll)));
    expect([withPapers.length > 0, withPapers.length < polls.length]).toEqual([true, true]);
    const whole = found(lines);
    expect(whole).toMatchObject({ recounted: (whole as { polls: number }).polls });

    const altered = (kind: string, from: RegExp, to: string) => {
      const at = lines.findIndex((line) => line.startsWith(`{"${kind}"`) && from.test(line));
      expect(at).toBeGreaterThan(0);
      return found(lines.with(at, lines[at]!.replace(from, to)));
    };
    expect(altered('transcript', /Member 3/, 'Member 9')).toMatch(/^Entry \d+: the transcript of the poll/);
    expect(altered('ballots', /"([0-9A-Z-]+ )?r:0/, '"$1r:1')).toMatch(/^Entry \d+: the ballot number \d+ /);
    const without = lines.filter((line) => !line.startsWith('{"transcript"'));
    expect(found(without)).toMatch(/the transcript of the poll .* is not in the file/);
    const kept = polls.find((poll) => !withPapers.includes(poll))!;
    const at = lines.findIndex((line) => line.startsWith('{"receipts"') && line.includes(kept));
    const stuffed = exportLine({ ballots: { poll: kept, tier: 'secret', lines: [], sums: [] } }).trimEnd();
    expect(found(lines.toSpliced(at, 0, stuffed))).toMatch(/^Entry \d+: the (ballots|papers) of the poll/);
  });

  it('is lost without a vote when nobody stands', async () => {
    const effect = { method: 'IRV', seats: 1, order: 'FIXED' };
    const motionId = await moved({ kind: 'ELECTION', title: 'A treasurer', effect });
    await service.passTime(169 * HOUR);
    const query = 'query ($id: ID!) { motion(id: $id) { state sentence poll { state voidReason } } }';
    let motion = { state: '', sentence: '' };
    while (motion.state !== 'LOST')
      ({ motion } = await members[0]!.client.ask<{ motion: typeof motion }>(query, { id: motionId }));
    expect(motion).toMatchObject({
      poll: { state: 'VOID' },
      sentence: expect.stringContaining('nobody stood'),
    });
    expect((await standingOf(members[0]!, motionId)).effect.outcome).toBeNull();
  });

  interface Entry {
    readonly kind: string;
    readonly sentence: string;
    readonly data: string;
  }
  async function record(member: Member): Promise<readonly Entry[]> {
    const query =
      'query ($id: ID!) { assembly(id: $id) { record(first: 100) { nodes { kind sentence data } } } }';
    const answer = await member.client.ask<{ assembly: { record: { nodes: Entry[] } } }>(query, {
      id: assembly.id,
    });
    return answer.assembly.record.nodes;
  }

  /** Every value and every transaction that a paper's row shares with a voter's, but for the poll and the assembly. */
  async function expectNothingLinks(pollId: string): Promise<void> {
    const [links] = await service.sql<{ transactions: number; values: number }>(
      `SELECT (SELECT count(*) FROM secret_ballot s JOIN participation t USING (poll_id)
               WHERE s.poll_id = '${pollId}' AND s.xmin = t.xmin) AS transactions,
              (SELECT count(*) FROM secret_ballot s JOIN participation t USING (poll_id)
                 CROSS JOIN LATERAL jsonb_each_text(to_jsonb(s) - '{poll_id,assembly_id}'::text[]) a
                 JOIN LATERAL jsonb_each_text(to_jsonb(t) - '{poll_id,assembly_id}'::text[]) b ON b.value = a.value
               WHERE s.poll_id = '${pollId}') AS values`,
    );
    expect(links).toEqual({ transactions: 0, values: 0 });
  }
});
