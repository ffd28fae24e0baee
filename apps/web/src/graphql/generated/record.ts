import { document } from '../document.ts';

export type EntryParts = { seq: number; at: string; kind: string; sentence: string; authority: string; leafHash: string; canonical: string; personal: readonly (({ name: string; value: string | null }))[] };

export type RecordAnswer = { assembly: ({ id: string; recordSize: number; record: ({ nodes: readonly (({ seq: number; at: string; kind: string; sentence: string; authority: string; leafHash: string; canonical: string; personal: readonly (({ name: string; value: string | null }))[] }))[] }) }) | null };
export type RecordVariables = { id: string; first: number; before?: number | null; after?: number | null };
export const Record = document<RecordAnswer, RecordVariables>(
  'Record',
  'query Record($id:ID!$first:Int!$before:Int$after:Int){assembly(id:$id){id recordSize record(first:$first before:$before after:$after){nodes{...EntryParts}}}}fragment EntryParts on Entry{seq at kind sentence authority leafHash canonical personal{name value}}',
  'a5e62601a28fd5bfb440f124065fee6f6d9d5d191aa95b4196956e96f6ad9d1d',
);

export type RecordFollowAnswer = { recordAppended: ({ stale: boolean; entry: ({ seq: number; at: string; kind: string; sentence: string; authority: string; leafHash: string; canonical: string; personal: readonly (({ name: string; value: string | null }))[] }) | null }) };
export type RecordFollowVariables = { assemblyId: string; after?: number | null };
export const RecordFollow = document<RecordFollowAnswer, RecordFollowVariables>(
  'RecordFollow',
  'subscription RecordFollow($assemblyId:ID!$after:Int){recordAppended(assemblyId:$assemblyId after:$after){stale entry{...EntryParts}}}fragment EntryParts on Entry{seq at kind sentence authority leafHash canonical personal{name value}}',
  'e685fb790fb8e32d92a79902073485d325630431f5d41cfa6e906a180cf462ea',
);

export type RecordEntryAnswer = { assembly: { id: string; record: { nodes: readonly ({ seq: number; canonical: string })[] } } | null };
export type RecordEntryVariables = { id: string; before: number };
export const RecordEntry = document<RecordEntryAnswer, RecordEntryVariables>(
  'RecordEntry',
  'query RecordEntry($id:ID!$before:Int!){assembly(id:$id){id record(first:1 before:$before){nodes{seq canonical}}}}',
  'fc841dc6e7cb503f630db2dfd0f92b83e103c1cd96869935d10b57610178f014',
);

export type RecordStatementAnswer = { assembly: ({ id: string; checkpoint: { note: string; origin: string; verifierKey: string; size: number } | null }) | null };
export type RecordStatementVariables = { id: string };
export const RecordStatement = document<RecordStatementAnswer, RecordStatementVariables>(
  'RecordStatement',
  'query RecordStatement($id:ID!){assembly(id:$id){id checkpoint{note origin verifierKey size}}}',
  '15061f2a64f789acaaa68fe3dccdad7e3659c355a27974640d5461535894f744',
);

export type RecordProofsAnswer = { assembly: { id: string; inclusionProof: readonly (string)[]; consistencyProof: readonly (string)[] } | null };
export type RecordProofsVariables = { id: string; seq: number; size: number; first: number };
export const RecordProofs = document<RecordProofsAnswer, RecordProofsVariables>(
  'RecordProofs',
  'query RecordProofs($id:ID!$seq:Int!$size:Int!$first:Int!){assembly(id:$id){id inclusionProof(seq:$seq size:$size)consistencyProof(first:$first second:$size)}}',
  '8eada44f3c3311611a9dc865230cb74d34f1e467aa629a96229e9026cb667625',
);
