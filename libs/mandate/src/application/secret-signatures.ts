import type { MembershipForgotten } from '@plenary/assembly';
import { commitment, leafHash, MerkleTree } from '@plenary/log';
import type { DueTask, Tx, UnitOfWork } from '@plenary/platform';
import { bandOf, type Support } from '../domain/recall.js';
import { officeById } from '../persistence/office-store.js';
import { lastPetitions, type Petition, supportOf } from '../persistence/petition-store.js';
import {
  bandsDue,
  type CrossingKind,
  deleteSignaturesOf,
  insertCrossing,
  isBandDue,
  nextBand,
  putBand,
  secretSignatures,
  shuffleSignatures,
} from '../persistence/secret-store.js';
import { termById } from '../persistence/term-store.js';

const AT_ONCE = 50;

/**
 * Publishes a crossing of secret signatures: the count, and the root of a commitment by each signer, in the order of their
 * bytes (RFC 6962). Each signer opens their own with the salt that only they can read. Nothing for an open petition.
 */
export async function publishCrossing(
  tx: Tx,
  petition: Petition,
  crossing: CrossingKind,
  support: Support,
): Promise<{ readonly root: string } | undefined> {
  if (!petition.secret) return undefined;
  await shuffleSignatures(tx, petition);
  const signatures = await secretSignatures(tx, petition);
  const commitments = signatures.map(({ salt, membershipId }) => commitment(salt, membershipId)).sort();
  const root = new MerkleTree(commitments.map((each) => leafHash(Buffer.from(each)))).root();
  await insertCrossing(tx, petition, crossing, support, root, commitments);
  return { root: Buffer.from(root).toString('hex') };
}

/**
 * MEMBERSHIP_FORGOTTEN: by their salt it could still be proven of somebody that they signed. What was published stays: without
 * the salt nobody can say whose it is.
 */
export const forgetSignatures: MembershipForgotten = (tx, { assemblyId, membershipIds }) =>
  deleteSignaturesOf(tx, assemblyId, membershipIds);

/** Once a day, at midnight where the assembly is: an hour that no signature chose. Nobody is told of it. */
export function bandTask(work: UnitOfWork): DueTask {
  return {
    name: 'mandate.bands',
    nextDue: nextBand,
    runDue: async () => {
      for (const termId of await bandsDue(work.db, AT_ONCE)) await work.do((tx) => refreshBand(tx, termId));
    },
  };
}

async function refreshBand(tx: Tx, termId: string): Promise<void> {
  if (!(await isBandDue(tx, termId))) return;
  const term = (await termById(tx, termId))!;
  const { rules } = (await officeById(tx, term.officeId))!;
  const last = (await lastPetitions(tx, [termId]))[0];
  const open = last?.secret && last.endedAt === null ? last : null;
  const band =
    open === null
      ? 'less_than_half'
      : bandOf(await supportOf(tx, open), rules.recallPoll, open.motionId !== null);
  await putBand(tx, term.assemblyId, termId, band);
}
