import { commitmentTo } from '@plenary/sortition';
import { useEffect, useRef } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { CommitToDraw, RevealToDraw } from '../graphql/generated/rota.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useNow } from '../hooks/use-now.ts';
import { plural } from '../logic/when.ts';
import { readKept, writeKept } from '../offline/storage.ts';
import { Act } from './form.tsx';
import type { RotaOf } from './rota-times.tsx';
import { Time } from './times.tsx';

type Again = () => Promise<void>;
type Draw = NonNullable<RotaOf['nextDraw']>;

/** Where the phone keeps a value until it is revealed: nobody else may know it before. */
const keyOf = (drawId: string): string => `plenary.draw.${drawId}`;

function randomValue(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The draw that is announced, and how a member makes sure that nobody chose its seed. */
export function NextDraw({ draw, again }: { readonly draw: Draw; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const now = useNow();
  const { commitUntil, drawsAt, toReveal, committed } = draw;
  const committing = commitUntil !== null && now < Date.parse(commitUntil);
  const revealing = commitUntil !== null && !committing && now < Date.parse(drawsAt);
  return (
    <>
      <p>
        Shifts are drawn <Time at={drawsAt} zone={timeZone} />, from a seed that nobody knows yet.
        {committed > 0 && ` ${plural(committed, 'member')} added a value to it.`}
      </p>
      {toReveal === null && committing && <Commit draw={draw} again={again} />}
      {toReveal !== null && committing && (
        <p>
          You added a value. Open this page between <Time at={commitUntil} zone={timeZone} /> and{' '}
          <Time at={drawsAt} zone={timeZone} />, on this phone: it is revealed by itself.
        </p>
      )}
      {toReveal !== null && revealing && <Reveal draw={draw} again={again} />}
    </>
  );
}

function Commit({ draw, again }: { readonly draw: Draw; readonly again: Again }) {
  const { myMembership, timeZone } = useAssembly();
  const action = useAction(async () => {
    const value = readKept(keyOf(draw.id)) ?? randomValue();
    if (!writeKept(keyOf(draw.id), value))
      return 'This browser keeps nothing, and the value would be lost: try it in a window that is not private.';
    const commitment = commitmentTo(draw.id, myMembership.id, value);
    const { commitToDraw: answer } = await request(CommitToDraw, { input: { drawId: draw.id, commitment } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return (
    <details>
      <summary>Make sure that nobody chose the seed</summary>
      <p>
        Add a random value of your own: your phone makes it, keeps it, and binds you to it now. Come back
        between <Time at={draw.commitUntil!} zone={timeZone} /> and <Time at={draw.drawsAt} zone={timeZone} />
        , and it is revealed. One honest value is enough. Whoever binds themselves and does not come back is
        named in the record.
      </p>
      <Act action={action}>Add a value of mine</Act>
    </details>
  );
}

/** By itself when the page is open, and by hand where that did not work. */
function Reveal({ draw, again }: { readonly draw: Draw; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const value = readKept(keyOf(draw.id));
  const action = useAction(async () => {
    if (value === null) return null;
    const { revealToDraw: answer } = await request(RevealToDraw, { input: { drawId: draw.id, value } });
    if (isRejection(answer)) return answer.message;
    writeKept(keyOf(draw.id), null);
    await again();
    return null;
  });
  const { run } = action;
  const tried = useRef(false);
  useEffect(() => {
    if (value === null || tried.current) return;
    tried.current = true;
    run();
  }, [value, run]);
  return value === null ? (
    <p className="problem">
      Your value is on the phone or browser that you added it from. Open this page there before{' '}
      <Time at={draw.drawsAt} zone={timeZone} />.
    </p>
  ) : (
    <Act action={action} kind="strong" busy="Your value is being revealed…">
      Reveal my value
    </Act>
  );
}
