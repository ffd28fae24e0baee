import { document } from '../document.ts';
import type { FoundAssemblyInput } from './schema.ts';

export type FoundAssemblyAnswer = { foundAssembly: ({ __typename: 'Assembly'; id: string } | { __typename: 'LanguageUnknown'; code: string; message: string } | { __typename: 'NameNotUsable'; code: string; message: string } | { __typename: 'TimeZoneUnknown'; code: string; message: string }) };
export type FoundAssemblyVariables = { input: FoundAssemblyInput };
export const FoundAssembly = document<FoundAssemblyAnswer, FoundAssemblyVariables>(
  'FoundAssembly',
  'mutation FoundAssembly($input:FoundAssemblyInput!){foundAssembly(input:$input){__typename ...on Assembly{id}...on Rejection{code message}}}',
  '1b37f0f884c944873acac58090781d00f856f871678fab5f2f99d6737ce3c49b',
);
