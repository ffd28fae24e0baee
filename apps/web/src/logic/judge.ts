import {
  contradictionAmong,
  type Figure,
  type Instruction,
  isDecimal,
  type ActPosition as JudgedPosition,
  judgeAct,
  judgeVote,
  type Matter,
  matterKey,
  type Verdict,
} from '@plenary/mandate/domain';
import type { ActPosition, Answer, InstructionPosition } from '../graphql/generated/schema.ts';

interface Told {
  readonly matter: { readonly motionId?: string | null; readonly text?: string | null };
  readonly position: InstructionPosition;
  readonly limits?:
    | readonly {
        readonly name: string;
        readonly unit: string;
        readonly atLeast?: string | null;
        readonly atMost?: string | null;
      }[]
    | null;
}

interface Done {
  readonly matter: Told['matter'];
  readonly position: ActPosition;
  readonly figures: readonly Figure[];
}

/** How an act will stand to a mandate, by the server's own rule. Figures that are no numbers yet are left out. */
export function judge(instructions: readonly Told[], act: Done): Verdict {
  return judgeAct(instructions.map(instructionOf), {
    matter: matterOf(act.matter),
    position: act.position.toLowerCase() as JudgedPosition,
    figures: act.figures.filter(({ value }) => isDecimal(value)),
  });
}

/** How a vote for a seat will stand to a mandate, by the server's own rule. */
export function judgeSeatVote(instructions: readonly Told[], motionId: string, answer: Answer): Verdict {
  const cast = answer.toLowerCase() as Parameters<typeof judgeVote>[2];
  return judgeVote(instructions.map(instructionOf), motionId, cast);
}

/** The first instruction that contradicts itself or one before it, and why, by the server's own rule. */
export function contradictionIn(
  instructions: readonly Told[],
): { readonly at: number; readonly why: string } | null {
  const read = instructions.map(instructionOf);
  for (let at = 0; at < read.length; at++) {
    const why = contradictionAmong(read.slice(0, at + 1));
    if (why !== null) return { at, why };
  }
  return null;
}

/** What tells matters apart, by the server's own rule: words in capitals or not are the same words. */
export const keyOfMatter = (matter: Told['matter']): string => matterKey(matterOf(matter));

function matterOf({ motionId, text }: Told['matter']): Matter {
  return motionId ? { kind: 'motion', id: motionId } : { kind: 'text', text: text ?? '' };
}

function instructionOf({ matter, position, limits }: Told): Instruction {
  return {
    matter: matterOf(matter),
    position: position.toLowerCase() as Instruction['position'],
    limits: (limits ?? []).map(({ name, unit, atLeast, atMost }) => ({
      name,
      unit,
      atLeast: atLeast ?? null,
      atMost: atMost ?? null,
    })),
  };
}
