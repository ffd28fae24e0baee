import { document } from '../document.ts';
import type { ImportRowOutcome, ImportState, StageImportInput } from './schema.ts';

export type ImportParts = { id: string; stagedAt: string; stagedBy: { id: string; displayName: string }; rows: number; created: number; updated: number; refused: number; state: ImportState };

export type ImportsAnswer = { assembly: { id: string; imports: readonly ({ id: string; stagedAt: string; stagedBy: { id: string; displayName: string }; rows: number; created: number; updated: number; refused: number; state: ImportState })[] } | null };
export type ImportsVariables = { id: string };
export const Imports = document<ImportsAnswer, ImportsVariables>(
  'Imports',
  'query Imports($id:ID!){assembly(id:$id){id imports{...ImportParts}}}fragment ImportParts on RollImport{id stagedAt stagedBy{id displayName}rows created updated refused state}',
  'aa8b8a05f94a12d38b7b22cc01d465e8f0c8e978bbd2e4151ef40c133dbd347d',
);

export type ImportReportAnswer = { assembly: ({ id: string; imports: readonly (({ id: string; stagedAt: string; stagedBy: { id: string; displayName: string }; rows: number; created: number; updated: number; refused: number; state: ImportState; report: ({ nodes: readonly (({ line: number; ref: string; name: string; outcome: ImportRowOutcome; reason: string | null }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }))[] }) | null };
export type ImportReportVariables = { id: string; after?: string | null };
export const ImportReport = document<ImportReportAnswer, ImportReportVariables>(
  'ImportReport',
  'query ImportReport($id:ID!$after:String){assembly(id:$id){id imports{...ImportParts report(first:100 after:$after){nodes{line ref name outcome reason}pageInfo{hasNextPage endCursor}}}}}fragment ImportParts on RollImport{id stagedAt stagedBy{id displayName}rows created updated refused state}',
  '7e06d2a52ab997effa33cad652e980a707a1b4498b9318fb6364e870080cd61c',
);

export type ImportInvitationsAnswer = { assembly: ({ id: string; imports: readonly (({ id: string; state: ImportState; invitationsCsv: string | null }))[] }) | null };
export type ImportInvitationsVariables = { id: string; key: string; origin: string };
export const ImportInvitations = document<ImportInvitationsAnswer, ImportInvitationsVariables>(
  'ImportInvitations',
  'query ImportInvitations($id:ID!$key:String!$origin:String!){assembly(id:$id){id imports{id state invitationsCsv(key:$key origin:$origin)}}}',
  '154e91333e836b51b17e04e2e19240ac93ea631e39fd187d8c6ad630c15daaeb',
);

export type StageImportAnswer = { stageImport: ({ __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RollImport'; id: string; key: string | null } | { __typename: 'RollTooLarge'; code: string; message: string } | { __typename: 'RollUnreadable'; code: string; message: string } | { __typename: 'TooManyImports'; code: string; message: string }) };
export type StageImportVariables = { input: StageImportInput };
export const StageImport = document<StageImportAnswer, StageImportVariables>(
  'StageImport',
  'mutation StageImport($input:StageImportInput!){stageImport(input:$input){__typename ...on RollImport{id key}...on Rejection{code message}}}',
  'ad3b694b742f074e98db26205de16cf47728c96d719820f670a21505fa13ed16',
);
