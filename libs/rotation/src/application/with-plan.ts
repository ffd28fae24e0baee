import { inThread, type Tx, type UnitOfWork } from '@plenary/platform';
import { type Drawn, drawFrom, isSmall, type Material } from '../domain/drawing.js';

/** A plan that takes longer has failed, and is made at the next try. The largest takes some 20 seconds. */
const LIMIT_MS = 300_000;
/** Within a transaction, which others wait for: they give up after 30. */
const LIMIT_WITHIN_MS = 25_000;
/** So often what a plan is made from may change while it is made; then it is made while everybody waits. */
const MOST_TURNS = 3;

export type MakePlan = (material: Material) => Promise<Drawn>;

/** Only to roll back: what was gathered is to be planned first, while nobody waits. */
class PlanWanted extends Error {
  override readonly name = 'PlanWanted';
  constructor(readonly text: string) {
    super('a plan is made before what needs it');
  }
}

/**
 * Does something that needs a plan, in one transaction. A large plan is made in a thread, and between two transactions:
 * the first finds out what it is made from and writes nothing; the second looks whether that is still so. So neither the
 * event loop nor anybody who waits for a lock is held up by it, and what is written fits what is there at that instant.
 */
export async function withPlan(
  work: UnitOfWork,
  act: (tx: Tx, plan: MakePlan) => Promise<void>,
): Promise<void> {
  let known: { readonly text: string; readonly drawn: Drawn } | null = null;
  for (let turn = 0; ; turn++) {
    try {
      return await work.do((tx) =>
        act(tx, async (material) => {
          if (isSmall(material)) return drawFrom(material);
          const text = JSON.stringify(material);
          if (known?.text === text) return known.drawn;
          if (turn >= MOST_TURNS) return planInThread(text, { limitMs: LIMIT_WITHIN_MS, within: tx });
          throw new PlanWanted(text);
        }),
      );
    } catch (error) {
      if (!(error instanceof PlanWanted)) throw error;
      const { text } = error;
      known = { text, drawn: await planInThread(text) };
    }
  }
}

/** The same plan as {@link drawFrom} makes, in a thread. @param text the {@link Material}, as JSON */
export async function planInThread(
  text: string,
  { limitMs = LIMIT_MS, within }: { readonly limitMs?: number; readonly within?: Tx } = {},
): Promise<Drawn> {
  const script = new URL('./plan-worker.js', import.meta.url);
  return JSON.parse(await inThread(script, { data: text, limitMs, ...(within && { within }) })) as Drawn;
}
