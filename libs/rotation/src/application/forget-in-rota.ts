import type { MembershipForgotten } from '@plenary/assembly';
import { eraseFromRota } from '../persistence/forget-rows.js';

/**
 * Erases what the rota knows of somebody: when they could not, how much of their time they gave, when they were on
 * leave, what they could do, what they wrote to whoever came next, and why they gave a shift up. Which shifts they held stays, under a membership
 * that has no name: others' shifts follow from it. Their line of the ledger goes with what it was made of; who was made
 * level with them when they came is then level with the next least served.
 */
export const forgetInRota: MembershipForgotten = async (tx, { assemblyId, membershipIds }) => {
  await eraseFromRota(tx, assemblyId, membershipIds);
};
