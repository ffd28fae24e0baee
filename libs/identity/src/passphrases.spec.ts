import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { judgePassphrase } from './application/judge-passphrase.js';
import { setPassphrase } from './application/set-passphrase.js';
import { requestSignInLink, signInWithLink } from './application/sign-in-with-link.js';
import { signInWithPassphrase } from './application/sign-in-with-passphrase.js';
import { signUpWithPassphrase } from './application/sign-up-with-passphrase.js';
import { makeSignInName } from './domain/sign-in-name.js';
import { profileOf } from './persistence/people.js';
import { expectOk, expectRefused, expectRejected, STRONG, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.close());

const signUp = async (email: string | null = null) => {
  const signedIn = expectOk(
    await signUpWithPassphrase(world.ports, world.visitor, { passphrase: STRONG, email, invitation: null }),
  );
  return { ...signedIn, signInName: signedIn.signInName!, caller: await world.caller(signedIn) };
};
const signIn = (signInName: string, passphrase = STRONG) =>
  signInWithPassphrase(world.ports, world.visitor, { signInName, passphrase });

describe('a passphrase', () => {
  it.each([
    'too short',
    'aaaaaaaaaaaaaaaaaaaaaa',
    'abababababababababab',
    'passwordpassword',
    'password123456789',
    'abcdefghijklmnopqrst',
    '1234567890123456',
    'qwertyuiopqwertyuiop',
    'plenaryplenaryplenary',
    'Passw0rd!Passw0rd!',
  ])('like %j is refused with what to change', (passphrase) => {
    const judged = judgePassphrase(passphrase, ['Plenary']);
    expectRejected(judged, 'PASSPHRASE_TOO_WEAK');
    expect(judged).toMatchObject({ rejection: { suggestion: expect.stringMatching(/\w/) } });
  });

  it('made of one’s own address is refused', () => {
    expectRejected(
      judgePassphrase('rosa.winkler@example.org', ['rosa.winkler@example.org']),
      'PASSPHRASE_TOO_WEAK',
    );
  });

  it.each([STRONG, 'Zug fährt nie pünktlich ab', 'x9#kQ2vL!mZp4Rt', '猫は夜に静かな庭で長い歌を歌う'])(
    'like %j is accepted',
    (passphrase) => {
      expect(judgePassphrase(passphrase, ['Plenary'])).toMatchObject({ ok: true });
    },
  );
});

describe('signing up and in with a passphrase', () => {
  it('is refused when it is weak, in signing up and in changing', async () => {
    const weak = { passphrase: 'passwordpassword', email: null, invitation: null };
    expectRejected(await signUpWithPassphrase(world.ports, world.visitor, weak), 'PASSPHRASE_TOO_WEAK');
    const { caller } = await signUp();
    expectRejected(await setPassphrase(world.ports, caller, 'passwordpassword'), 'PASSPHRASE_TOO_WEAK');
  });

  it('works with the name that was made, however it is typed', async () => {
    const { personId, signInName, recoveryCodes } = await signUp();
    expect(signInName).toMatch(/^[a-z]+-[a-z]+-\d{4}$/);
    expect(recoveryCodes).toHaveLength(10);
    for (const typed of [
      signInName,
      ` ${signInName.toUpperCase()} `,
      signInName.replaceAll('-', ' '),
      signInName.replaceAll('-', '–'),
    ]) {
      expect(expectOk(await signIn(typed)).personId).toBe(personId);
    }
  });

  it('takes a passphrase for the same however its accents are composed', async () => {
    const { caller, signInName } = await signUp();
    expectOk(await setPassphrase(world.ports, caller, 'Zug fährt nie pünktlich ab'.normalize('NFD')));
    expectOk(await signIn(signInName, 'Zug fährt nie pünktlich ab'.normalize('NFC')));
  });

  it('answers a wrong passphrase, an unknown name and an unknown address alike', async () => {
    const { signInName } = await signUp();
    const answers = [
      await signIn(signInName, 'seven purple trams hum at noon'),
      await signIn('amber-heron-0000'),
      await signIn('nobody@example.org'),
      await signIn('not a name at all'),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expectRejected(answers[0]!, 'SIGN_IN_FAILED');
  });

  it('takes about as long for a name that nobody has', async () => {
    const { signInName } = await signUp();
    const wrong = 'seven purple trams hum at noon';
    const time = async (name: string) => {
      const began = performance.now();
      await signIn(name, wrong);
      return performance.now() - began;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i++) {
      known.push(await time(signInName));
      unknown.push(await time(`amber-heron-000${i}`));
    }
    // Loose, since other work runs beside: without the hash it would be some fifty times faster.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 10);
  });

  it('keeps the name when the passphrase changes, and the old passphrase ends', async () => {
    const { caller, signInName } = await signUp();
    expectOk(await setPassphrase(world.ports, caller, 'nine loud geese cross the canal'));
    expect((await profileOf(world.db, caller.personId)).signInName).toBe(signInName);
    expectRejected(await signIn(signInName), 'SIGN_IN_FAILED');
    expectOk(await signIn(signInName, 'nine loud geese cross the canal'));
  });

  it('gives somebody with a passkey a name with their first passphrase, one even if it is set twice at once', async () => {
    const { caller, personId } = await world.signUp();
    const results = await Promise.all([
      setPassphrase(world.ports, caller, STRONG),
      setPassphrase(world.ports, caller, STRONG),
    ]);
    for (const result of results) expectOk(result);
    const { count } = await world.db.one<{ count: number }>(
      'SELECT count(*) FROM passphrase WHERE person_id = $1',
      [personId],
    );
    expect(count).toBe(1);
  });

  it('keeps no passphrase and no code in clear', async () => {
    await signUp();
    const rows = await world.db.query<{ row: string }>(
      `SELECT p::text AS row FROM passphrase p UNION ALL SELECT c::text FROM recovery_code c UNION ALL SELECT a::text FROM access a`,
    );
    const { recoveryCodes, token } = await signUp();
    for (const { row } of rows)
      for (const secret of [STRONG, token!, ...recoveryCodes!]) expect(row).not.toContain(secret);
  });

  it('makes names from both lists and four digits', () => {
    expect(makeSignInName(() => 0)).toBe('amber-badger-0000');
    expect(makeSignInName((n) => n - 1)).toBe('young-zebra-9999');
  });
});

describe('an e-mail address', () => {
  const confirm = async (email: string) => {
    const person = await signUp(email);
    const token = await world.mailedToken();
    return {
      ...person,
      result: await signInWithLink(world.ports, world.visitor, person.caller, token),
      token,
    };
  };

  it('is confirmed by the mailed link, and then signs in by passphrase and by link', async () => {
    const { result, caller, personId } = await confirm('Rosa@Example.org');
    expect(expectOk(result).token).toBeNull();
    expect(await profileOf(world.db, personId)).toMatchObject({
      email: 'rosa@example.org',
      emailConfirmed: true,
    });
    expect(expectOk(await signIn('ROSA@example.org')).personId).toBe(caller.personId);
    await requestSignInLink(world.ports, world.visitor, 'rosa@example.org');
    expect(world.mails.length).toBeGreaterThan(0);
    const byLink = expectOk(
      await signInWithLink(world.ports, world.visitor, null, await world.mailedToken()),
    );
    expect(byLink.personId).toBe(personId);
    expect(await world.isLive(byLink.token)).toBe(true);
  });

  it('signs nobody in before it is confirmed', async () => {
    await signUp('early@example.org');
    await world.mailedToken();
    const sent = world.mails.length;
    expectRejected(await signIn('early@example.org'), 'SIGN_IN_FAILED');
    await requestSignInLink(world.ports, world.visitor, 'early@example.org');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(world.mails).toHaveLength(sent);
  });

  it('is confirmed only where its person is signed in, so nobody can plant their sign-in in another’s mailbox', async () => {
    const { caller } = await signUp('victim@example.org');
    const token = await world.mailedToken();
    const stranger = await world.signUp();
    expectRejected(await signInWithLink(world.ports, world.visitor, null, token), 'SIGN_IN_FAILED');
    expectRejected(
      await signInWithLink(world.ports, world.visitor, stranger.caller, token),
      'SIGN_IN_FAILED',
    );
    expectOk(await signInWithLink(world.ports, world.visitor, caller, token));
  });

  it('goes to whoever reads its mail, when two claim it', async () => {
    const first = await confirm('shared@example.org');
    expectOk(first.result);
    const second = await confirm('shared@example.org');
    expectOk(second.result);
    expect((await profileOf(world.db, first.personId)).email).toBeNull();
    expect(expectOk(await signIn('shared@example.org')).personId).toBe(second.personId);
  });

  it('confirmed by two persons at the same moment is one person’s', async () => {
    const one = await signUp('race@example.org');
    const tokenOne = await world.mailedToken();
    const two = await signUp('race@example.org');
    const tokenTwo = await world.mailedToken();
    await Promise.all([
      signInWithLink(world.ports, world.visitor, one.caller, tokenOne),
      signInWithLink(world.ports, world.visitor, two.caller, tokenTwo),
    ]);
    const rows = await world.db.query(
      `SELECT FROM email WHERE address = 'race@example.org' AND confirmed_at IS NOT NULL`,
    );
    expect(rows).toHaveLength(1);
  });

  it('link signs in once, when it is used eight times at once', async () => {
    await confirm('once@example.org');
    await requestSignInLink(world.ports, world.visitor, 'once@example.org');
    const token = await world.mailedToken();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => signInWithLink(world.ports, world.visitor, null, token)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.rejection.code).toBe('SIGN_IN_FAILED');
  });

  it('link is good for 15 minutes', async () => {
    await confirm('late@example.org');
    await requestSignInLink(world.ports, world.visitor, 'late@example.org');
    const token = await world.mailedToken();
    await world.setClock('15 minutes 1 second');
    try {
      expectRejected(await signInWithLink(world.ports, world.visitor, null, token), 'SIGN_IN_FAILED');
    } finally {
      await world.setClock('0');
    }
    expectRejected(
      await signInWithLink(world.ports, world.visitor, null, 'never-was-a-token-at-all'),
      'SIGN_IN_FAILED',
    );
  });

  it('that nobody has leaves the same row behind, and no mail', async () => {
    const sent = world.mails.length;
    expect(await requestSignInLink(world.ports, world.visitor, 'stranger@example.org')).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(world.mails).toHaveLength(sent);
    expect(
      await world.db.query(`SELECT FROM sign_in_link WHERE address = 'stranger@example.org'`),
    ).toHaveLength(1);
  });

  it('is refused on a server without mail, in signing up and in asking for a link', async () => {
    const mute = { ...world.ports, config: { ...world.ports.config, mailer: null } };
    const input = { passphrase: STRONG, email: 'a@example.org', invitation: null };
    await expectRefused(signUpWithPassphrase(mute, world.visitor, input), 'BAD_INPUT');
    await expectRefused(requestSignInLink(mute, world.visitor, 'a@example.org'), 'NOT_ALLOWED');
  });

  it('whose mail server fails is told to the operator, and the request goes on', async () => {
    const failures: unknown[] = [];
    const broken = {
      ...world.ports,
      config: { ...world.ports.config, mailer: { send: () => Promise.reject(new Error('no route')) } },
      mailFailed: (error: unknown) => void failures.push(error),
    };
    expectOk(
      await signUpWithPassphrase(broken, world.visitor, {
        passphrase: STRONG,
        email: 'b@example.org',
        invitation: null,
      }),
    );
    while (failures.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(failures).toHaveLength(1);
  });
});
