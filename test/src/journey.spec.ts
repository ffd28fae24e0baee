import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { crowding, Mailbox, TestClient } from '@plenary/testing';
import {
  type Assembly,
  carry,
  closed,
  decided,
  firstDecisions,
  foundAssembly,
  opened,
  type Put,
  putToVote,
  standingOf,
} from './support/assemblies.js';
import type { Member, Receipt } from './support/people.js';
import { eventually, Service } from './support/service.js';

const RESULT = `query ($id: ID!) { poll(id: $id) {
  state voted closedAt closesAt rollHash entitled tier
  result { carried sentence turnout entitled tally { cast yes no abstain blank spoilt } conditions { label got needed base met } }
  ballots(first: 50) { nodes { code answer displayName } }
  myBallot { answer receipt { code castAt replaced signature } } } }`;

interface PollRead {
  readonly state: string;
  readonly voted: number | null;
  readonly closedAt: string;
  readonly closesAt: string;
  readonly rollHash: string;
  readonly entitled: number;
  readonly result: {
    readonly carried: boolean;
    readonly sentence: string;
    readonly turnout: number;
    readonly entitled: number;
    readonly tally: Record<string, number>;
    readonly conditions: readonly { readonly met: boolean }[];
  };
  readonly ballots: {
    readonly nodes: readonly { code: string; answer: string | null; displayName: string | null }[];
  };
  readonly myBallot: { readonly answer: string | null; readonly receipt: Receipt } | null;
}

interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly authority: string;
  readonly sentence: string;
  readonly data: string;
}

/** Seven members found an assembly: six of them vote, each in another way. */
const SIZE = 7;

describe('from nothing to a counted vote', () => {
  let service: Service;
  let assembly: Assembly;
  let members: readonly Member[];
  let convener: Member;
  let second: Member;

  beforeAll(async () => {
    service = await Service.start();
    assembly = await foundAssembly(service.apis[0]!, 'Depot South', SIZE);
    ({ members } = assembly);
    [convener, second] = members as [Member, Member];
  });
  afterAll(() => service.stop());

  const poll = async (member: Member, id: string) =>
    (await member.client.ask<{ poll: PollRead }>(RESULT, { id })).poll;
  const record = async (after = 0) => {
    const query = `query ($id: ID!, $after: Int) { assembly(id: $id) { recordSize
      record(first: 100, after: $after) { nodes { seq kind authority sentence data } } } }`;
    const { assembly: read } = await second.client.ask<{
      assembly: { recordSize: number; record: { nodes: Entry[] } };
    }>(query, { id: assembly.id, after });
    return { size: read.recordSize, entries: read.record.nodes };
  };
  const stage = async () => {
    const query = `query ($id: ID!) { assembly(id: $id) {
      stage nextFoundingDecision memberCount joinedCount convener { id } bylaws { version preset } shiftsNow { task member { id } } } }`;
    return (await second.client.ask<{ assembly: object }>(query, { id: assembly.id })).assembly;
  };

  describe('the founding', () => {
    it('has a convener, and its first decision before it', async () => {
      expect(await stage()).toEqual({
        stage: 'FOUNDING',
        nextFoundingDecision: 'CONFIRM_ROLL',
        memberCount: 1,
        joinedCount: SIZE,
        convener: { id: convener.id },
        bylaws: { version: 1, preset: 'founding' },
        shiftsNow: [],
      });
    });

    it('decides nothing before its first meeting is called, by the convener', async () => {
      const [first] = firstDecisions(assembly);
      const motionId = await convener.draft(first!);
      await convener.client.expectRejected('moveMotion', 'Motion', { motionId }, 'NO_FIRST_MEETING');
      const startsAt = (await service.now()).toISOString();
      const input = { assemblyId: assembly.id, startsAt };
      const refused = await second.client.attempt<{ code: string }>('conveneMeeting', 'Meeting', input, 'id');
      expect(refused.code).toBe('RIGHT_NOT_HELD');
      await convener.convene(new Date(startsAt));
    });

    it('takes no decision out of its order', async () => {
      const [, chooses, adopts] = firstDecisions(assembly);
      for (const later of [chooses!, adopts!, { kind: 'ORDINARY', title: 'Tea', text: 'We want tea.' }]) {
        const input = { assemblyId: assembly.id, ...later };
        const drafted = await convener.client.attempt<{ id: string; code: string }>(
          'draftMotion',
          'Motion',
          input,
          'id',
        );
        const refused =
          drafted.code ??
          (
            await convener.client.attempt<{ code: string }>(
              'moveMotion',
              'Motion',
              { motionId: drafted.id },
              'id',
            )
          ).code;
        expect(refused).toBe('NOT_THIS_DECISION_NOW');
      }
    });

    it('opens the first vote by itself once it is seconded, and closes it at its time', async () => {
      const motionId = await convener.draft(firstDecisions(assembly)[0]!);
      await convener.move(motionId);
      expect(await standingOf(convener, motionId)).toMatchObject({ state: 'MOVED', poll: null });
      await convener.client.expectRejected('secondMotion', 'Motion', { motionId }, 'MOVER_CANNOT_SECOND');
      await second.second(motionId);
      const put = await opened(convener, motionId);
      for (const member of members.slice(0, 3)) await member.vote(put.pollId, 'YES');

      const until = async (before: number) =>
        service.passTime(new Date(put.closesAt).getTime() - (await service.now()).getTime() - before);
      await until(10_000);
      expect(await poll(second, put.pollId)).toMatchObject({ state: 'OPEN', closedAt: null });
      await until(700);
      expect(await decided(convener, motionId)).toMatchObject({
        state: 'CARRIED',
        effect: { outcome: { done: true } },
      });
      const { closesAt, closedAt } = await poll(second, put.pollId);
      expect(Date.parse(closedAt)).toBeGreaterThanOrEqual(Date.parse(closesAt));
      expect(Date.parse(closedAt) - Date.parse(closesAt)).toBeLessThan(10_000 * crowding());
      expect(await stage()).toMatchObject({ nextFoundingDecision: 'CHOOSE_FACILITATOR', memberCount: SIZE });
    });

    it('chooses a facilitator and adopts bylaws, and then the convener’s seat is empty', async () => {
      const [, chooses, adopts] = firstDecisions(assembly);
      await carry(service, [convener, second], chooses!);
      expect(await stage()).toMatchObject({ nextFoundingDecision: 'ADOPT_BYLAWS', stage: 'FOUNDING' });
      await carry(service, [second, convener], adopts!);
      expect(await stage()).toEqual({
        stage: 'ESTABLISHED',
        nextFoundingDecision: null,
        memberCount: SIZE,
        joinedCount: SIZE,
        convener: null,
        bylaws: { version: 2, preset: 'union_local' },
        shiftsNow: [{ task: 'Facilitation', member: { id: convener.id } }],
      });
    });
  });

  describe('a vote by roll call', () => {
    const ANSWERS = ['YES', 'YES', 'NO', 'ABSTAIN', 'BLANK', 'SPOILT'];
    let put: Put;
    let receipts: Receipt[];

    beforeAll(async () => {
      const motion = {
        kind: 'ORDINARY',
        title: 'Two drivers on route 41',
        text: 'Route 41 has two drivers.',
      };
      put = await putToVote([convener, second], motion);
    });

    it('takes each kind of answer, and shows how it stands', async () => {
      receipts = [];
      for (const [i, answer] of ANSWERS.entries()) {
        receipts.push(await members[i]!.vote(put.pollId, answer));
      }
      const query =
        'query ($id: ID!) { poll(id: $id) { voted liveTally { cast yes no abstain blank spoilt } result { carried } myBallot { answer } } }';
      const { poll: live } = await members[2]!.client.ask<{ poll: object }>(query, { id: put.pollId });
      expect(live).toEqual({
        voted: 6,
        liveTally: { cast: 6, yes: 2, no: 1, abstain: 1, blank: 1, spoilt: 1 },
        result: null,
        myBallot: { answer: 'NO' },
      });
    });

    it('takes another answer from the same voter, and keeps the receipt of each', async () => {
      const voter = members[2]!;
      const changed = await voter.vote(put.pollId, 'YES', 'changed-my-mind');
      expect(changed.code).not.toBe(receipts[2]!.code);
      expect(await voter.vote(put.pollId, 'NO')).toMatchObject({ code: receipts[2]!.code, replaced: true });
      await voter.client.expectRejected(
        'castBallot',
        'BallotReceipt',
        { pollId: put.pollId, answer: 'BLOCK', clientKey: 'no-such-answer' },
        'BALLOT_INVALID',
      );
      expect((await poll(voter, put.pollId)).myBallot).toMatchObject({
        answer: 'YES',
        receipt: { code: changed.code },
      });
      receipts[2] = changed;
    });

    it('carries, says why, and adopts its text', async () => {
      const { state, effect } = await closed(service, convener, put);
      expect({ state, outcome: effect.outcome }).toEqual({
        state: 'CARRIED',
        outcome: { done: true, because: null },
      });
      const { result, entitled, ballots } = await poll(members[6]!, put.pollId);
      expect(result).toMatchObject({
        carried: true,
        turnout: 6,
        entitled: SIZE,
        tally: { cast: 6, yes: 3, no: 0, abstain: 1, blank: 1, spoilt: 1 },
      });
      expect(entitled).toBe(SIZE);
      expect(result.sentence).toMatch(/^Carried: 3 (of|for)/);
      expect(result.conditions.every(({ met }) => met)).toBe(true);
      const published = ballots.nodes.map(({ code, answer, displayName }) => [displayName, answer, code]);
      const cast = ANSWERS.with(2, 'YES').map((answer, i) => [members[i]!.name, answer, receipts[i]!.code]);
      expect(published.sort()).toEqual(cast.sort());
      const { assembly: read } = await second.client.ask<{ assembly: object }>(
        'query ($id: ID!) { assembly(id: $id) { adoptedTexts { nodes { title text motionId } } } }',
        { id: assembly.id },
      );
      const adopted = { title: 'Two drivers on route 41', text: 'Route 41 has two drivers.' };
      expect(read).toEqual({ adoptedTexts: { nodes: [{ ...adopted, motionId: put.motionId }] } });
    });

    it('takes no ballot after its time, and still gives every receipt', async () => {
      const late = await members[6]!.tryToVote(put.pollId, 'NO');
      expect(late.__typename).toBe('PollNotOpen');
      for (const [i, member] of members.slice(0, 2).entries())
        expect((await member.vote(put.pollId, ANSWERS[i]!)).code).toBe(receipts[i]!.code);
    });

    it('is in the record step by step, with the authority that each was done by', async () => {
      const { entries } = await record();
      const about = entries.filter(({ data }) => data.includes(put.motionId) || data.includes(put.pollId));
      expect(
        about.map(({ kind, authority }) => [kind, (JSON.parse(authority) as { source: string }).source]),
      ).toEqual([
        ['motion.moved', 'membership'],
        ['motion.seconded', 'membership'],
        ['motion.announced', 'membership'],
        ['poll.opened', 'motion'],
        ['poll.closed', 'motion'],
        ['text.adopted', 'motion'],
        ['motion.carried', 'system'],
      ]);
      for (const { sentence } of about) expect(sentence).toMatch(/\S+ \S+.*[.:!’]$/s);
    });
  });

  describe('a secret vote', () => {
    const ANSWERS = ['NO', 'NO', 'NO', 'YES', 'ABSTAIN', 'SPOILT'];
    let put: Put;
    let receipts: Receipt[];

    beforeAll(async () => {
      const motion = { kind: 'ORDINARY', title: 'Night shifts', text: 'More night shifts.', tier: 'SECRET' };
      put = await putToVote([second, convener], motion);
      receipts = [];
      for (const [i, answer] of ANSWERS.entries()) receipts.push(await members[i]!.vote(put.pollId, answer));
    });

    it('keeps the first answer, and gives its receipt again whatever is sent', async () => {
      const again = await convener.vote(put.pollId, 'YES', 'another-key-and-answer');
      expect(again).toEqual(receipts[0]);
      expect(again).toMatchObject({ castAt: null, replaced: false });
      expect(again.signature).toMatch(/^[\w-]{86}$/);
    });

    it('shows nobody how anybody voted, while it is open or after', async () => {
      const open = await poll(convener, put.pollId);
      expect(open).toMatchObject({ result: null, myBallot: { answer: null }, voted: 6 });
      expect(open.ballots.nodes.map(({ answer, displayName }) => answer ?? displayName)).toEqual([]);
      await closed(service, convener, put);
      const over = await poll(convener, put.pollId);
      expect(over.myBallot).toMatchObject({
        answer: null,
        receipt: { code: receipts[0]!.code, castAt: null },
      });
      expect(
        over.ballots.nodes.every(({ answer, displayName }) => answer === null || displayName === null),
      ).toBe(true);
    });

    it('is lost, says why, and does nothing', async () => {
      const { result } = await poll(members[6]!, put.pollId);
      expect(result).toMatchObject({
        carried: false,
        tally: { cast: 6, yes: 1, no: 3, abstain: 1, blank: 0, spoilt: 1 },
      });
      expect(result.sentence).toMatch(/^Lost: 1 (of|for)/);
      expect(await standingOf(second, put.motionId)).toMatchObject({
        state: 'LOST',
        effect: { outcome: null },
      });
    });

    it('leaves no choice and no voter in its entries', async () => {
      const { entries } = await record();
      const kinds = entries
        .filter(({ data }) => data.includes(put.motionId) || data.includes(put.pollId))
        .map(({ kind }) => kind);
      expect(kinds).toEqual([
        'motion.moved',
        'motion.seconded',
        'motion.announced',
        'poll.opened',
        'poll.closed',
        'motion.lost',
      ]);
      const about = entries.filter(({ kind, data }) => kind.startsWith('poll.') && data.includes(put.pollId));
      for (const { code } of receipts) expect(JSON.stringify(about)).not.toContain(code);
    });
  });

  it('a carried amendment is in force at once', async () => {
    const numbers = [{ path: 'motions.ordinary.seconders', value: 0 }];
    const motion = { kind: 'AMEND_BYLAWS', title: 'No seconders', effect: { numbers } };
    await carry(service, members.slice(0, 4), motion);
    expect(await stage()).toMatchObject({ bylaws: { version: 3 } });
    const motionId = await second.draft({ kind: 'ORDINARY', title: 'Alone', text: 'Nobody seconds this.' });
    await second.move(motionId);
    await opened(second, motionId);
  });

  it('all of it stands in one record without a gap', async () => {
    const { size, entries } = await record();
    expect(size).toBeGreaterThan(20);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: size }, (_, i) => i + 1));
    expect(entries[0]!.kind).toBe('assembly.founded');
  });
});

describe('whose phone has no passkey', () => {
  let service: Service;
  let mailbox: Mailbox;
  beforeAll(async () => {
    mailbox = await Mailbox.open();
    service = await Service.start(1, { PLENARY_SMTP_URL: mailbox.url });
  });
  afterAll(async () => {
    await service.stop();
    await mailbox.close();
  });

  /** The token of the link in the next mail to this address: that is long, and wrapped as mails are (RFC 2045, 6.7). */
  const tokenMailed = async (address: string, nth: number) => {
    const mails = await eventually(
      async () => mailbox.mails.filter(({ to }) => to === address),
      ({ length }) => length >= nth,
    );
    return /\/link#([\w-]+)/.exec(mails[nth - 1]!.source.replace(/=\n/g, ''))![1]!;
  };

  it('comes in with a passphrase, and again by a link that is mailed to them, once', async () => {
    const [phone, other] = [
      new TestClient(service.apis[0]!.address),
      new TestClient(service.apis[0]!.address),
    ];
    const email = 'nadia@example.org';
    const input = { passphrase: 'nine buses in the rain at six', email };
    const { me } = await phone.expectOk<{ me: { id: string } }>(
      'signUpWithPassphrase',
      'SignedIn',
      input,
      'me { id }',
    );
    const asked = await Promise.all(
      [email, 'nobody@example.org'].map((address) =>
        other.ask(
          'mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { minutes } }',
          {
            input: { email: address },
          },
        ),
      ),
    );
    // The same answer whether or not there is somebody, or somebody who confirmed the address.
    expect(asked[0]).toEqual(asked[1]);
    const confirm = { token: await tokenMailed(email, 1) };
    await other.expectRejected('signInWithLink', 'SignedIn', confirm, 'SIGN_IN_FAILED');
    await phone.expectOk('signInWithLink', 'SignedIn', confirm, 'me { id }');
    await other.ask(
      'mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { minutes } }',
      {
        input: { email },
      },
    );
    const link = { token: await tokenMailed(email, 2) };
    const signedIn = await other.expectOk('signInWithLink', 'SignedIn', link, 'me { id }');
    expect(signedIn).toMatchObject({ me });
    await new TestClient(service.apis[0]!.address).expectRejected(
      'signInWithLink',
      'SignedIn',
      link,
      'SIGN_IN_FAILED',
    );
    expect(mailbox.mails.map(({ to }) => to)).toEqual([email, email]);
  });
});
