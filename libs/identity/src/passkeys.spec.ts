import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginPasskeyAddition, beginPasskeySignIn, beginPasskeySignUp } from './application/begin-passkey.js';
import { finishPasskeyAddition, removePasskey } from './application/own-passkeys.js';
import { setPassphrase } from './application/set-passphrase.js';
import { finishPasskeySignIn } from './application/sign-in-with-passkey.js';
import { finishPasskeySignUp } from './application/sign-up-with-passkey.js';
import { hashSecret } from './credential.js';
import { passkeysOf } from './persistence/passkeys.js';
import { createPerson } from './persistence/people.js';
import { SoftwareAuthenticator } from './software-authenticator.js';
import { expectOk, expectRefused, expectRejected, ORIGIN, STRONG, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.close());

const finishUp = async (authenticator: SoftwareAuthenticator) => {
  const { id, options } = await beginPasskeySignUp(world.ports, world.visitor, null);
  return { ceremonyId: id, response: authenticator.create(options), label: 'Phone' };
};

describe('signing up and in with a passkey', () => {
  it('makes a person with ten recovery codes, and the same passkey signs in again', async () => {
    const { personId, recoveryCodes, authenticator, caller } = await world.signUp();
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(caller).toMatchObject({ personId, kind: 'session' });
    const again = expectOk(await world.signIn(authenticator));
    expect(again.personId).toBe(personId);
    expect(again.recoveryCodes).toBeNull();
    const [passkey] = await passkeysOf(world.db, personId);
    expect(passkey).toMatchObject({ label: 'My phone', lastUsedAt: expect.any(Date) });
  });

  it('asks for a discoverable passkey and prefers user verification', async () => {
    const { options } = await beginPasskeySignUp(world.ports, world.visitor, null);
    expect(JSON.parse(options)).toMatchObject({
      rp: { id: 'vote.example.org', name: 'Plenary' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    });
    const signIn = JSON.parse((await beginPasskeySignIn(world.ports, world.visitor)).options);
    expect(signIn).toMatchObject({ rpId: 'vote.example.org', userVerification: 'preferred' });
    expect(signIn.allowCredentials ?? []).toEqual([]);
  });

  it('makes one person when one ceremony is finished eight times at once', async () => {
    const input = await finishUp(new SoftwareAuthenticator(ORIGIN));
    const before = await world.countPersons();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => finishPasskeySignUp(world.ports, world.visitor, input)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.rejection.code).toBe('CEREMONY_FAILED');
    expect(await world.countPersons()).toBe(before + 1);
  });

  it('signs in once when one sign-in ceremony is finished eight times at once', async () => {
    const { authenticator } = await world.signUp();
    const { id, options } = await beginPasskeySignIn(world.ports, world.visitor);
    const input = { ceremonyId: id, response: authenticator.get(options) };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => finishPasskeySignIn(world.ports, world.visitor, input)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  it('refuses another origin and another relying party, in both ceremonies', async () => {
    const elsewhere = new SoftwareAuthenticator('https://vote.example.org.evil.test');
    const otherParty = new SoftwareAuthenticator(ORIGIN, { rpId: 'example.net' });
    for (const authenticator of [elsewhere, otherParty]) {
      const input = await finishUp(authenticator);
      expectRejected(await finishPasskeySignUp(world.ports, world.visitor, input), 'CEREMONY_FAILED');
      expectRejected(await world.signIn(authenticator), 'SIGN_IN_FAILED');
    }
    const { authenticator } = await world.signUp();
    const { id, options } = await beginPasskeySignIn(world.ports, world.visitor);
    const response = JSON.parse(authenticator.get(options));
    const clientData = JSON.parse(Buffer.from(response.response.clientDataJSON, 'base64url').toString());
    response.response.clientDataJSON = Buffer.from(
      JSON.stringify({ ...clientData, origin: 'https://evil.test' }),
    ).toString('base64url');
    const input = { ceremonyId: id, response: JSON.stringify(response) };
    expectRejected(await finishPasskeySignIn(world.ports, world.visitor, input), 'SIGN_IN_FAILED');
  });

  it('refuses an answer to another challenge, and has used the ceremony up by it', async () => {
    const { authenticator } = await world.signUp();
    const first = await beginPasskeySignIn(world.ports, world.visitor);
    const second = await beginPasskeySignIn(world.ports, world.visitor);
    const crossed = { ceremonyId: first.id, response: authenticator.get(second.options) };
    expectRejected(await finishPasskeySignIn(world.ports, world.visitor, crossed), 'SIGN_IN_FAILED');
    const right = { ceremonyId: first.id, response: authenticator.get(first.options) };
    expectRejected(await finishPasskeySignIn(world.ports, world.visitor, right), 'SIGN_IN_FAILED');
  });

  it('refuses a ceremony of another kind', async () => {
    const { authenticator } = await world.signUp();
    const up = await beginPasskeySignUp(world.ports, world.visitor, null);
    const input = {
      ceremonyId: up.id,
      response: authenticator.get(JSON.stringify({ rpId: 'vote.example.org', challenge: 'x' })),
    };
    expectRejected(await finishPasskeySignIn(world.ports, world.visitor, input), 'SIGN_IN_FAILED');
  });

  it('refuses a ceremony that is older than 5 minutes', async () => {
    const input = await finishUp(new SoftwareAuthenticator(ORIGIN));
    const { authenticator } = await world.signUp();
    const { id, options } = await beginPasskeySignIn(world.ports, world.visitor);
    await world.setClock('5 minutes 1 second');
    try {
      expectRejected(await finishPasskeySignUp(world.ports, world.visitor, input), 'CEREMONY_FAILED');
      const late = { ceremonyId: id, response: authenticator.get(options) };
      expectRejected(await finishPasskeySignIn(world.ports, world.visitor, late), 'SIGN_IN_FAILED');
    } finally {
      await world.setClock('0');
    }
  });

  it('refuses a copied passkey by its counter, and bears one that keeps no counter', async () => {
    const { authenticator } = await world.signUp();
    const thief = authenticator.copy();
    expectOk(await world.signIn(authenticator));
    expectRejected(await world.signIn(thief), 'SIGN_IN_FAILED');
    const { authenticator: synced } = await world.signUp(
      new SoftwareAuthenticator(ORIGIN, { keepsCounter: false }),
    );
    expectOk(await world.signIn(synced));
    expectOk(await world.signIn(synced));
  });

  it('accepts one of two copies that sign in at the same moment with the same counter', async () => {
    const { authenticator } = await world.signUp();
    const results = await Promise.all([
      world.signIn(authenticator.copy()),
      world.signIn(authenticator.copy()),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  it('answers an unknown passkey exactly as a wrong signature', async () => {
    const unknown = new SoftwareAuthenticator(ORIGIN);
    unknown.create((await beginPasskeySignUp(world.ports, world.visitor, null)).options);
    const { authenticator } = await world.signUp();
    const { id, options } = await beginPasskeySignIn(world.ports, world.visitor);
    const forged = JSON.parse(authenticator.get(options));
    forged.response.signature = JSON.parse(
      authenticator.get(JSON.stringify({ rpId: 'vote.example.org', challenge: 'other' })),
    ).response.signature;
    const wrong = await finishPasskeySignIn(world.ports, world.visitor, {
      ceremonyId: id,
      response: JSON.stringify(forged),
    });
    expect(expectRejected(await world.signIn(unknown), 'SIGN_IN_FAILED')).toEqual(
      expectRejected(wrong, 'SIGN_IN_FAILED'),
    );
  });

  it('refuses a credential that is registered already', async () => {
    const { authenticator } = await world.signUp();
    const { options } = await beginPasskeySignIn(world.ports, world.visitor);
    const known = JSON.parse(authenticator.get(options)).rawId as string;
    const up = await beginPasskeySignUp(world.ports, world.visitor, null);
    const response = JSON.parse(new SoftwareAuthenticator(ORIGIN).create(up.options));
    const attestation = Buffer.from(response.response.attestationObject, 'base64url');
    Buffer.from(known, 'base64url').copy(
      attestation,
      attestation.indexOf(Buffer.from(response.rawId, 'base64url')),
    );
    response.response.attestationObject = attestation.toString('base64url');
    Object.assign(response, { id: known, rawId: known });
    const before = await world.countPersons();
    const input = { ceremonyId: up.id, response: JSON.stringify(response), label: 'Phone' };
    expectRejected(await finishPasskeySignUp(world.ports, world.visitor, input), 'CEREMONY_FAILED');
    expect(await world.countPersons()).toBe(before);
  });

  it('calls what is no credential malformed, without using the ceremony up', async () => {
    const { authenticator } = await world.signUp();
    const { id, options } = await beginPasskeySignIn(world.ports, world.visitor);
    for (const response of ['', 'null', '[]', '{"id":1}', '{"id":"x"}']) {
      await expectRefused(
        finishPasskeySignIn(world.ports, world.visitor, { ceremonyId: id, response }),
        'BAD_INPUT',
      );
    }
    const input = { ceremonyId: id, response: authenticator.get(options) };
    expectOk(await finishPasskeySignIn(world.ports, world.visitor, input));
  });
});

describe('an imported member’s invitation', () => {
  it('gives the imported person their first sign-in, once', async () => {
    const imported = await world.ports.work.do(createPerson);
    world.invited.set(hashSecret('imported-secret').toString('hex'), imported);
    const [one, two] = await Promise.all([
      world.signUp(new SoftwareAuthenticator(ORIGIN), 'imported-secret'),
      world.signUp(new SoftwareAuthenticator(ORIGIN), 'imported-secret'),
    ]);
    expect([one.personId, two.personId].filter((id) => id === imported)).toHaveLength(1);
    expect(one.personId).not.toBe(two.personId);
  });

  it('that nobody knows makes a new person all the same', async () => {
    const { personId } = await world.signUp(new SoftwareAuthenticator(ORIGIN), 'no-such-invitation');
    expect(personId).toBeDefined();
  });
});

describe('one’s own passkeys', () => {
  it('are added by the session that asked, and by no other', async () => {
    const me = await world.signUp();
    const other = await world.signUp();
    const { id, options } = await beginPasskeyAddition(world.ports, me.caller);
    expect(JSON.parse(options).excludeCredentials).toHaveLength(1);
    const second = new SoftwareAuthenticator(ORIGIN);
    const input = { ceremonyId: id, response: second.create(options), label: 'Laptop' };
    expectRejected(await finishPasskeyAddition(world.ports, other.caller, input), 'CEREMONY_FAILED');

    const again = await beginPasskeyAddition(world.ports, me.caller);
    const mine = { ceremonyId: again.id, response: second.create(again.options), label: 'Laptop' };
    expect(expectOk(await finishPasskeyAddition(world.ports, me.caller, mine)).label).toBe('Laptop');
    expect(expectOk(await world.signIn(second)).personId).toBe(me.personId);
  });

  it('are removed, but for the last way to sign in', async () => {
    const me = await world.signUp();
    const [only] = await passkeysOf(world.db, me.personId);
    expectRejected(await removePasskey(world.ports, me.caller, only!.id), 'LAST_SIGN_IN');
    expectOk(await setPassphrase(world.ports, me.caller, STRONG));
    expectOk(await removePasskey(world.ports, me.caller, only!.id));
    expectRejected(await world.signIn(me.authenticator), 'SIGN_IN_FAILED');
  });

  it('cannot both be removed at the same moment', async () => {
    const me = await world.signUp();
    const { id, options } = await beginPasskeyAddition(world.ports, me.caller);
    const response = new SoftwareAuthenticator(ORIGIN).create(options);
    expectOk(await finishPasskeyAddition(world.ports, me.caller, { ceremonyId: id, response, label: 'Two' }));
    const passkeys = await passkeysOf(world.db, me.personId);
    const results = await Promise.all(
      passkeys.map((passkey) => removePasskey(world.ports, me.caller, passkey.id)),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await passkeysOf(world.db, me.personId)).toHaveLength(1);
  });

  it('of somebody else are not there', async () => {
    const me = await world.signUp();
    const other = await world.signUp();
    const [theirs] = await passkeysOf(world.db, other.personId);
    await expectRefused(removePasskey(world.ports, me.caller, theirs!.id), 'NOT_ALLOWED');
  });
});
