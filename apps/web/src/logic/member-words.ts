import type { MemberState } from '../graphql/generated/schema.ts';

/** The standing of a member in plain words, and what it means. */
export const MEMBER_STATES: Record<MemberState, { readonly label: string; readonly meaning: string }> = {
  COUNTING: { label: 'In good standing', meaning: 'Votes, seconds, and counts in every base.' },
  WAITING: {
    label: 'Waiting to be confirmed',
    meaning: 'Reads along; votes once confirmed, or after 14 days without a challenge.',
  },
  CHALLENGED: {
    label: 'Challenged',
    meaning: 'Reads along; the assembly decides whether they become a member.',
  },
  SUSPENDED: { label: 'Suspended', meaning: 'Reads along until the suspension ends.' },
  NOT_JOINED: { label: 'Has not joined yet', meaning: 'Is on the list and has not taken up the invitation.' },
  LEFT: { label: 'Has left', meaning: 'Is no member any more.' },
};
