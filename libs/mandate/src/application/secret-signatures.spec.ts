import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitment, leafHash, MerkleTree } from '@plenary/log';
import type { Term } from '../domain/term.js';
import { officeNow } from '../persistence/live-store.js';
import { officeById } from '../persistence/office-store.js';
import { lastPetitions } from '../persistence/petition-store.js';
import { commitmentsOf, crossingsOf, ownSalt } from '../persistence/secret-store.js';
import { codeOf, expectOk, House } from '../spec/house.js';
import { recallStanding } from './recall-standing.js';
import { forgetSignatures } from './secret-signatures.js';

const SECRET = { signatures: 'secret', vacancy: 'alternate' };
const NO_POLL = { ...SECRET, recallPoll: { numerator: 1, denominator: 2, atLeast: 100 } };
const A_DAY = 24;

describe('secret signatures', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.of(11);
  });
  afterAll(() => house.close());

  const petitionOf = async (term: Term) => (await lastPetitions(house.db, [term.id]))[0]!;
  const shown = async (term: Term) => {
    const office = (await officeById(house.db, term.officeId))!;
    return recallStanding(house.db, office, term, (await petitionOf(term)) ?? null, await house.db.now());
  };
  const told = () =>
    house.db.one<{ entries: number; changes: number; streams: number }>(
      `SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM change) AS changes,
              (SELECT sum(changes)::bigint FROM stream) AS streams`,
    );

  it('leave nothing in the record, nor in the feed, and nothing that was written with them anywhere', async () => {
    const term = await house.delegate(2, NO_POLL, [3]);
    await house.settle();
    const before = await told();
    for (const n of [1, 3, 4, 5]) expectOk(await house.withdraw(n, term));
    expectOk(await house.restore(5, term));
    expectOk(await house.withdraw(4, term));
    await house.settle();
    expect(await told()).toEqual(before);
    const petition = await petitionOf(term);
    expect(petition).toMatchObject({ secret: true, endedAt: null });
    // A random id, which has no time in it.
    expect(petition.id[14]).toBe('4');

    const tables = await house.db.query<{ name: string }>(
      `SELECT format('%I', table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const signed = await house.db.query<{ x: string; member: string }>(
      'SELECT xmin::text AS x, membership_id AS member FROM secret_signature WHERE petition_id = $1',
      [petition.id],
    );
    expect(signed).toHaveLength(3);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await house.db.one<{ rows: number }>(
        `SELECT count(*) AS rows FROM ${name} t WHERE xmin::text = ANY ($1) OR t::text LIKE '%' || $2 || '%'`,
        [signed.map(({ x }) => x), petition.id],
      );
      if (rows > 0) found.push(name);
    }
    // The petition's own row came with the first; it names nobody, and nobody reads when it was opened.
    expect(found.sort()).toEqual(['petition', 'secret_signature']);
  });

  it('are shown as a band alone, which changes at midnight and never before', async () => {
    const term = await house.delegate(2, SECRET, [3]);
    const seat = async () => (await officeNow(house.db, term.officeId)).seats[0];
    const bands: (string | null)[] = [];
    const look = async () => {
      const { count, band, secret } = await shown(term);
      expect({ count, secret, live: (await seat())?.signatures }).toEqual({
        count: null,
        secret: true,
        live: null,
      });
      bands.push(band);
    };
    // From noon where the assembly is: no midnight passes by itself.
    const { hours } = await house.db.one<{ hours: number }>(
      `SELECT extract(epoch FROM (date_trunc('day', now AT TIME ZONE 'Europe/Berlin') + interval '36 hours')
         AT TIME ZONE 'Europe/Berlin' - now)::int / 3600.0 AS hours FROM plenary_now() AS now`,
    );
    try {
      await house.setClock(Number(hours));
      await house.settle();
      await look();
      // A fifth of eleven, and three at least: half of three is two.
      for (const n of [1, 3]) expectOk(await house.withdraw(n, term));
      await house.settle();
      await look();
      await house.setClock(Number(hours) + A_DAY);
      await house.settle();
      await look();
      expectOk(await house.restore(3, term));
      await house.settle();
      await look();
      await house.setClock(Number(hours) + 2 * A_DAY);
      await house.settle();
      await look();
      for (const n of [3, 4]) expectOk(await house.withdraw(n, term));
      await look();
    } finally {
      await house.setClock(0);
    }
    // The vote that the third opened is public at once.
    expect(bands).toEqual([
      'less_than_half',
      'less_than_half',
      'half_or_more',
      'half_or_more',
      'less_than_half',
      'reached',
    ]);
  });

  it('publish at a crossing the count and a root, in which each signer finds their own', async () => {
    const term = await house.delegate(2, SECRET, [3]);
    const { entries: before } = await told();
    for (const n of [1, 3, 4]) expectOk(await house.withdraw(n, term));
    const [poll] = await crossingsOf(house.db, term.id);
    expect(poll).toMatchObject({ crossing: 'poll', count: 3, base: 11 });
    for (const n of [5, 6, 7]) expectOk(await house.withdraw(n, term));
    const [recall] = await crossingsOf(house.db, term.id);
    expect(recall).toMatchObject({ crossing: 'recall', count: 6, base: 11 });
    for (const [crossing, signers, kind] of [
      [poll!, [1, 3, 4], 'petition.reached'],
      [recall!, [1, 3, 4, 5, 6, 7], 'delegate.recalled'],
    ] as const) {
      const commitments = await commitmentsOf(house.db, crossing, 0, 100);
      const mine = await Promise.all(
        signers.map(async (n) => {
          const { membershipId } = house.member(n);
          return commitment((await ownSalt(house.db, crossing.petitionId, membershipId))!, membershipId);
        }),
      );
      expect(commitments).toEqual(mine.sort());
      const root = new MerkleTree(commitments.map((each) => leafHash(Buffer.from(each)))).root();
      const [entry] = (await house.entries(kind)).filter(({ data }) => data.term === term.id);
      expect(entry?.data).toMatchObject({
        count: signers.length,
        base: 11,
        root: Buffer.from(root).toString('hex'),
      });
      expect(crossing.root).toEqual(Buffer.from(root));
    }
    expect(await ownSalt(house.db, recall!.petitionId, house.member(8).membershipId)).toBe(null);
    // No entry that came of it names a signer, and none of their rows is the last.
    const entries = await house.db.query<{ text: string }>(
      `SELECT convert_from(bytes, 'UTF8') AS text FROM entry WHERE seq > $1`,
      [before],
    );
    expect(entries.length).toBeGreaterThan(3);
    for (const n of [1, 4, 5, 6, 7])
      for (const { text } of entries) expect(text).not.toContain(house.member(n).membershipId);
    const written = await house.db.query<{ x: string }>(
      'SELECT DISTINCT xmin::text AS x FROM secret_signature WHERE petition_id = $1',
      [recall!.petitionId],
    );
    expect(written).toHaveLength(1);
  });

  it('are deleted where the petition ends otherwise: lapsed without a word, cleared, or recalled by a motion', async () => {
    const kept = async (term: Term) =>
      house.db.query('SELECT 1 FROM secret_signature WHERE petition_id = $1', [(await petitionOf(term)).id]);
    const lapsing = await house.delegate(2, NO_POLL, [3]);
    expectOk(await house.withdraw(1, lapsing));
    try {
      await house.setClock(31 * A_DAY);
      await house.settle();
      expect(await petitionOf(lapsing)).toMatchObject({ outcome: 'lapsed' });
      expect(await house.entries('petition.lapsed')).toEqual([]);
      expect(await kept(lapsing)).toEqual([]);
    } finally {
      await house.setClock(0);
    }
    const cleared = await house.delegate(2, SECRET, [3]);
    for (const n of [1, 3, 4]) expectOk(await house.withdraw(n, cleared));
    await house.finish((await house.lastMotion('recall_delegate'))!, 'no');
    expect(await petitionOf(cleared)).toMatchObject({ outcome: 'cleared' });
    expect(await kept(cleared)).toEqual([]);
    expect(codeOf(await house.withdraw(5, cleared))).toBe('PETITION_WAITS');
    const byMotion = await house.delegate(4, NO_POLL, [3]);
    expectOk(await house.withdraw(1, byMotion));
    await house.decide('recall_delegate', { termId: byMotion.id });
    expect(await petitionOf(byMotion)).toMatchObject({ outcome: 'recalled' });
    expect(await kept(byMotion)).toEqual([]);
  });

  it('refuse whoever came back by a recovery within the day, whether or not others have signed', async () => {
    const term = await house.delegate(2, NO_POLL, [3]);
    await house.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [
      house.member(9).personId,
    ]);
    expect(codeOf(await house.withdraw(9, term))).toBe('RECENTLY_RECOVERED');
    expectOk(await house.withdraw(1, term));
    expect(codeOf(await house.withdraw(9, term))).toBe('RECENTLY_RECOVERED');
  });

  it('stay as they were begun where the rules change meanwhile', async () => {
    const term = await house.delegate(2, NO_POLL, [3]);
    expectOk(await house.withdraw(1, term));
    const { rules } = (await officeById(house.db, term.officeId))!;
    await house.decide('change_office', { officeId: term.officeId, rules: { ...rules, signatures: 'open' } });
    expectOk(await house.withdraw(4, term));
    expect(await shown(term)).toMatchObject({ secret: true, count: null });
    const of = (await house.entries('confidence.withdrawn')).filter(({ data }) => data.term === term.id);
    expect(of).toEqual([]);
    await expect(
      house.db.run(
        'INSERT INTO petition_signature (petition_id, membership_id, assembly_id, signed_at) VALUES ($1, $2, $3, plenary_now())',
        [(await petitionOf(term)).id, house.member(5).membershipId, house.assemblyId],
      ),
    ).rejects.toMatchObject({ code: '23001' });
  });

  it('are not told of by a change of the rules: whoever is signed against looks like whoever is not', async () => {
    const [signed, other] = [await house.delegate(2, NO_POLL, [3]), await house.delegate(4, NO_POLL, [3])];
    expectOk(await house.withdraw(1, signed));
    const seen = async (term: Term) => {
      const { petition: _, ...recall } = await shown(term);
      return { recall, seats: (await officeNow(house.db, term.officeId)).seats.map((s) => s.signatures) };
    };
    for (const { officeId } of [signed, other]) {
      const { rules } = (await officeById(house.db, officeId))!;
      await house.decide('change_office', { officeId, rules: { ...rules, signatures: 'open' } });
    }
    expect(await seen(signed)).toEqual(await seen(other));
    expect((await seen(other)).recall).toMatchObject({ secret: true, count: null });
    // Who signs then does so as they read it; and a term that begins afterwards is open.
    expectOk(await house.withdraw(1, other));
    expect(await petitionOf(other)).toMatchObject({ secret: true });
    await house.decide('recall_delegate', { termId: other.id });
    const next = await house.accept(other.officeId, 3);
    expect(await shown(next)).toMatchObject({ secret: false, count: 0 });
  });

  it('lapse with the bands: the instant tells nobody when the first was given', async () => {
    const term = await house.delegate(2, NO_POLL, [3]);
    expectOk(await house.withdraw(1, term));
    const { lapses } = await house.db.one<{ lapses: string }>(
      `SELECT to_char(expires_at AT TIME ZONE 'Europe/Berlin', 'HH24:MI:SS.US') AS lapses FROM petition WHERE id = $1`,
      [(await petitionOf(term)).id],
    );
    expect(lapses).toBe('00:00:00.000000');
  });

  it('are kept of nobody who is forgotten, after a recall too', async () => {
    const term = await house.delegate(2, NO_POLL, [3]);
    for (const n of [1, 3, 4, 5, 6, 7]) expectOk(await house.withdraw(n, term));
    const [crossing] = await crossingsOf(house.db, term.id);
    const { petitionId } = crossing!;
    const forgotten = { assemblyId: house.assemblyId, membershipIds: [house.member(6).membershipId] };
    await house.work.do((tx) => forgetSignatures(tx, forgotten));
    expect(await ownSalt(house.db, petitionId, house.member(6).membershipId)).toBe(null);
    expect(await ownSalt(house.db, petitionId, house.member(7).membershipId)).not.toBe(null);
  });

  it('cross exactly once, whoever signs at the same moment in two processes', async () => {
    const other = await house.otherProcess();
    try {
      const term = await house.delegate(2, NO_POLL, [3]);
      const answers = await Promise.all(
        Array.from({ length: 11 }, (_, i) => house.withdraw(i + 1, term, i % 2 ? other.work : house.work)),
      );
      const codes = answers.map(codeOf);
      // The ninth came back within the day.
      expect(codes.filter((code) => code === 'accepted')).toHaveLength(6);
      expect(await crossingsOf(house.db, term.id)).toMatchObject([
        { crossing: 'recall', count: 6, base: 11 },
      ]);
    } finally {
      await other.db.close();
    }
  });
});
