import { document } from '../document.ts';
import type { AffiliationState } from './schema.ts';

export type AffiliationParts = { id: string; name: string | null; state: AffiliationState; askedAt: string; expiresAt: string; begunAt: string | null };

export type TreeAnswer = { assembly: ({ id: string; parent: ({ id: string; name: string | null; state: AffiliationState; askedAt: string; expiresAt: string; begunAt: string | null }) | null; children: readonly (({ id: string; name: string | null; state: AffiliationState; askedAt: string; expiresAt: string; begunAt: string | null }))[]; affiliationsAsked: readonly (({ id: string; name: string | null; state: AffiliationState; askedAt: string; expiresAt: string; begunAt: string | null }))[] }) | null };
export type TreeVariables = { id: string };
export const Tree = document<TreeAnswer, TreeVariables>(
  'Tree',
  'query Tree($id:ID!){assembly(id:$id){id parent{...AffiliationParts}children{...AffiliationParts}affiliationsAsked{...AffiliationParts}}}fragment AffiliationParts on Affiliation{id name state askedAt expiresAt begunAt}',
  'e51baa81d94aa528ea527416f567963b5ee141b3d4e5d71c70c6790001236e9c',
);
