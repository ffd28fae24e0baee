import { createContext, useContext } from 'react';
import type { AssemblyFrameAnswer } from '../graphql/generated/assembly.ts';

export type AssemblyFrameData = NonNullable<AssemblyFrameAnswer['assembly']>;

export const AssemblyContext = createContext<AssemblyFrameData | null>(null);

/** The assembly whose page this is. */
export function useAssembly(): AssemblyFrameData {
  const assembly = useContext(AssemblyContext);
  if (assembly === null) throw new Error('outside of an assembly');
  return assembly;
}

/** Whether and through what the member may do something right now, and what the table of rights says about it. */
export function useRight(action: string): {
  readonly holds: boolean;
  readonly through: string | null;
  readonly fallback: string | null;
} {
  const right = useAssembly().myRights.find((each) => each.action === action);
  return {
    holds: right?.holder ?? false,
    through: right?.through ?? null,
    fallback: right?.fallback ?? null,
  };
}
