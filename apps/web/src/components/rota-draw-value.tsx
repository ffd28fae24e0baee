import { isRejection, request } from '../graphql/client.ts';
import { CommitToDraw, RevealToDraw, type RotaOwnAnswer } from '../graphql/generated/rota-own.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { useNow } from '../hooks/use-now.ts';
import { bindToValue, forgetValue, keptValue } from '../logic/draw-value.ts';
import { plural } from '../logic/when.ts';
import { Act } from './form.tsx';
import { Time } from './times.tsx';

type NextDraw = NonNullable<NonNullable<NonNullable<RotaOwnAnswer['assembly']>['rota']>['nextDraw']>;
type Again = () => Promise<void>;

/** One's own value in the seed of the draw that is announced: whoever has one in it knows that nobody chose the seed. */
export function DrawValue({ draw, again }: { readonly draw: NextDraw; readonly again: Again }) {
  const { timeZone } = useAssembly();
  const now = useNow(5_000);
  const until = draw.commitUntil === null ? null : Date.parse(draw.commitUntil);
  if (until === null || now >= Date.parse(draw.drawsAt)) return <p>The draw is being made.</p>;
  return (
    <>
      <p>
        Shifts are drawn <Time at={draw.drawsAt} zone={timeZone} />. If you put a value of your own into the
        seed, you know that nobody chose it. {plural(draw.committed, 'member has', 'members have')} bound
        themselves to one
        {draw.revealed > 0 && `; ${plural(draw.revealed, 'is', 'are')} revealed`}.
      </p>
      {draw.toReveal !== null ? (
        <Reveal draw={draw} open={now >= until} again={again} />
      ) : now < until ? (
        <Commit draw={draw} again={again} />
      ) : (
        <p>Values are being revealed now: the next draw takes new ones.</p>
      )}
    </>
  );
}

function Commit({ draw, again }: { readonly draw: NextDraw; readonly again: Again }) {
  const { myMembership } = useAssembly();
  const action = useAction(async () => {
    const commitment = myMembership && bindToValue(draw.id, myMembership.id);
    if (!commitment) return 'This browser keeps nothing, and you would lose your value: use another one.';
    const { commitToDraw: answer } = await request(CommitToDraw, { input: { drawId: draw.id, commitment } });
    if (isRejection(answer)) return answer.message;
    await again();
    return null;
  });
  return <Act action={action}>Bind myself to a value</Act>;
}

function Reveal({
  draw,
  open,
  again,
}: {
  readonly draw: NextDraw;
  readonly open: boolean;
  readonly again: Again;
}) {
  const { timeZone } = useAssembly();
  const value = keptValue(draw.id);
  const action = useAction(async () => {
    if (value === null) return null;
    const { revealToDraw: answer } = await request(RevealToDraw, { input: { drawId: draw.id, value } });
    if (isRejection(answer)) return answer.message;
    forgetValue(draw.id);
    await again();
    return null;
  });
  if (value === null)
    return <p>Your value is on the device with which you bound yourself: reveal it there.</p>;
  if (!open && draw.commitUntil !== null)
    return (
      <p>
        You are bound to a value, which this device keeps. Come back{' '}
        <Time at={draw.commitUntil} zone={timeZone} />, before the draw, and reveal it. If you do not, the
        record says so.
      </p>
    );
  return (
    <Act action={action} kind="strong">
      Reveal my value
    </Act>
  );
}
