import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiProcess, TestClient } from '@plenary/testing';
import { type Assembly, establishedAssembly, type Put, putToVote } from './support/assemblies.js';
import { eventually, Service } from './support/service.js';

/** Whatever of these stands in a log or a metric could only have come from what people sent. */
const NAMES = {
  assembly: 'Zwiebelturm',
  title: 'Windmuehlenfluegel',
  text: 'Geheimwort-7731',
  email: 'quirin@lautenschlager.example',
  signInName: 'quirin.lautenschlager',
  passphrase: 'korrekte Pferde 9917 Klammeraffe',
  displayName: 'Lautenschlager Q.',
  clientKey: 'clientkey-4242424242',
  query: 'searchterm-6161',
};

const SIGN_UP = `mutation ($input: SignUpWithPassphraseInput!) {
  signUpWithPassphrase(input: $input) { __typename ... on SignedIn { me { id } } ... on Rejection { code message } } }`;

describe('what an operator sees', () => {
  let service: Service;
  let api: ApiProcess;
  let assembly: Assembly;
  const said = { log: '', metrics: '' };
  const secrets: string[] = Object.values(NAMES);

  const metricsAddress = () => /Metrics are at (http\S+)/.exec(api.log())![1]!;
  const metrics = async () => (await fetch(metricsAddress())).text();
  const total = async (name: string) =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await metrics())?.[1] ?? Number.NaN);

  beforeAll(async () => {
    service = await Service.start(0);
    api = await service.startProcess(undefined, { PLENARY_LOG_LEVEL: 'trace', PLENARY_METRICS_PORT: '0' });
    assembly = await establishedAssembly(service, NAMES.assembly, 13);
  });
  afterAll(() => service.stop());

  it('is, of ballots, their number in steps of five at the least', async () => {
    const put = await putToVote(assembly.members.slice(0, 2), {
      kind: 'ORDINARY',
      title: NAMES.title,
      text: NAMES.text,
      tier: 'SECRET',
    });
    const seen = [await total('plenary_ballots_accepted_total')];
    for (const member of assembly.members) {
      await member.vote(put.pollId, 'YES', NAMES.clientKey);
      seen.push(await total('plenary_ballots_accepted_total'));
    }
    const steps = seen.slice(1).map((value, i) => value - seen[i]!);
    expect(steps.filter((step) => step > 0 && step < 5)).toEqual([]);
    expect(steps.some((step) => step >= 5)).toBe(true);
  });

  it('are the figures of the service, on a port apart from the members’', async () => {
    const watching = assembly.members[0]!.client.subscribe('subscription { myAccessChanged { kind } }');
    await watching.until(() => true);
    const list = new URL('../../apps/web/src/graphql/generated/trusted-documents.json', import.meta.url);
    const trusted = Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>);
    const [hash] = trusted.find(([, text]) => text.startsWith('query Session'))!;
    await fetch(`${api.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
    });
    const text = await eventually(metrics, (found) => found.includes('operation="Session"'));
    watching.stop();
    const names = new Set(
      [
        ...text.matchAll(
          /^(plenary_\w+?|nodejs_eventloop_lag_seconds)(?:_bucket|_sum|_count)?(?:\{.*\})? \S+$/gm,
        ),
      ].map((m) => m[1]),
    );
    expect([...names].sort()).toEqual([
      'nodejs_eventloop_lag_seconds',
      'plenary_ballot_batch_size',
      'plenary_ballot_batches_failed_total',
      'plenary_ballots_accepted_total',
      'plenary_checkpoint_lag_seconds',
      'plenary_feed_lag_seconds',
      'plenary_feed_stale',
      'plenary_graphql_request_seconds',
      'plenary_pool_connections',
      'plenary_pool_idle_connections',
      'plenary_pool_waiting',
      'plenary_sockets',
      'plenary_subscriptions',
    ]);
    expect(text).toMatch(/^plenary_feed_stale 0$/m);
    expect(text).toMatch(/^plenary_subscriptions 1$/m);
    expect(text).toMatch(/^plenary_pool_connections [1-9]\d*$/m);
    expect(text).toMatch(/^plenary_graphql_request_seconds_count\{operation="other"\} [1-9]\d*$/m);
    // Nothing of it is on the port that members reach.
    const public_ = await fetch(`${api.address}/metrics`);
    expect(await public_.text()).not.toContain('plenary_');
  });

  it('is neither who did what nor what they sent, also where the service fails over it', async () => {
    const { members } = assembly;
    const [first] = members;
    const stranger = new TestClient(api.address);
    const { signInName, email, passphrase } = NAMES;
    const known = await stranger.send(SIGN_UP, { input: { passphrase } });
    secrets.push(stranger.cookie.split('=')[1] ?? 'no session');
    expect(JSON.stringify(known.data)).toContain('SignedIn');
    // A field that is not there, an address that this server has no mail for, a text that ends in the middle.
    await stranger.send(SIGN_UP, { input: { signInName, passphrase } });
    await stranger.send(SIGN_UP, { input: { email, passphrase } });
    await stranger.send(`mutation { signUpWithPassphrase(input: { email: "${signInName}" `);
    await stranger.send(`{ me { ${signInName.replace('.', '')} } }`);
    const invitation = await first!.invite(NAMES.displayName);
    secrets.push(invitation.secret);
    await stranger.attempt(
      'acceptInvitation',
      'Membership',
      { secret: invitation.secret, displayName: NAMES.displayName },
      'id',
    );
    await fetch(`${api.address}/join/${invitation.secret}?search=${NAMES.query}`);
    await fetch(`${api.address}/export/${NAMES.query}?search=${NAMES.query}`);
    await fetch(`${api.address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${NAMES.clientKey}${'z'.repeat(30)}`,
      },
      body: `{"query": "${NAMES.text}`,
    });

    // The database refuses what it gets, and says so with the whole row.
    const put: Put = await putToVote(members.slice(0, 2), {
      kind: 'ORDINARY',
      title: NAMES.title,
      text: NAMES.text,
    });
    await service.sql(`DO $$ DECLARE t text; BEGIN
      FOREACH t IN ARRAY ARRAY['motion', 'ballot', 'invitation'] LOOP
        EXECUTE format('CREATE FUNCTION planted_%1$s() RETURNS trigger LANGUAGE plpgsql AS
          $f$ BEGIN RAISE EXCEPTION ''row %% is refused'', NEW USING DETAIL = NEW::text; END $f$', t);
        EXECUTE format('CREATE TRIGGER planted BEFORE INSERT ON %1$I FOR EACH ROW EXECUTE FUNCTION planted_%1$s()', t);
      END LOOP; END $$`);
    const codes = await Promise.all([
      first!.client
        .attempt(
          'draftMotion',
          'Motion',
          { assemblyId: assembly.id, kind: 'ORDINARY', title: NAMES.title, text: NAMES.text },
          'id',
        )
        .catch(String),
      first!.tryToVote(put.pollId, 'NO').catch(String),
      first!.invite(NAMES.displayName).catch(String),
    ]);
    for (const code of codes) expect(code).toMatch(/INTERNAL|TRY_AGAIN/);
    const errorId = /"errorId":"([0-9a-f-]{36})"/.exec(codes.join())![1]!;
    await eventually(
      async () => api.log(),
      (log) => log.includes(errorId),
    );

    for (const member of members) {
      secrets.push(member.id, member.client.cookie.split('=')[1]!);
    }
    secrets.push(assembly.id, put.motionId, 'Member 1');
    said.metrics = await metrics();
    await api.stop();
    said.log = api.log();
    const lines = said.log.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), msg: expect.any(String) });
    for (const [where, text] of Object.entries(said)) {
      for (const secret of secrets) {
        expect(secret.length).toBeGreaterThan(7);
        expect({ where, found: text.includes(secret) ? secret : null }).toEqual({ where, found: null });
      }
      expect(text).not.toMatch(/\b(YES|NO|ABSTAIN|yes|abstain)\b/);
    }
    expect(said.metrics).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    const labels = new Set([...said.metrics.matchAll(/[{,](\w+)="/g)].map((match) => match[1]));
    const known_ = [
      'code',
      'kind',
      'le',
      'major',
      'minor',
      'operation',
      'patch',
      'quantile',
      'space',
      'task',
      'type',
      'version',
    ];
    expect([...labels].filter((label) => !known_.includes(label!))).toEqual([]);
  });

  it('is a request’s own id, in the answer and in what is logged about it', () => {
    const internal = said.log
      .split('\n')
      .filter((line) => line.includes('"errorId"'))
      .map((line) => JSON.parse(line) as { requestId?: string; err: { code?: string; stack?: string } });
    expect(internal.length).toBeGreaterThan(0);
    for (const line of internal) {
      expect(line.requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(line.err).toMatchObject({ code: 'P0001', stack: expect.stringContaining('at ') });
    }
  });
});
