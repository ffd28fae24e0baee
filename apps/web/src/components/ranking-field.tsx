import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Drag, shiftOf, useDrag } from '../hooks/use-drag.ts';
import {
  add,
  flat,
  level,
  lower,
  moveTo,
  placeSentence,
  type Ranking,
  raise,
  rankOf,
  remove,
} from '../logic/ranking.ts';
import { type Standing, Statement } from './statement.tsx';

interface Props {
  readonly candidates: readonly Standing[];
  readonly ranking: Ranking;
  readonly equalRanks: boolean;
  readonly onChange: (ranking: Ranking) => void;
}

/** Where the focus goes after a step that takes its button away. */
type Focus = { readonly part: 'row' | 'add' | 'end'; readonly id?: string | undefined };

/**
 * A ranking by tap, by keyboard and by drag: a tap adds the next preference; buttons and arrow keys move it; the handle
 * pulls it. Each step is told to a screen reader.
 */
export function RankingField({ candidates, ranking, equalRanks, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const help = useId();
  const [said, setSaid] = useState('');
  const [focus, setFocus] = useState<Focus | null>(null);
  const ranked = flat(ranking);
  const others = candidates.filter(({ id }) => rankOf(ranking, id) === null);
  const nameOf = (id: string) => candidates.find((each) => each.id === id)?.name ?? '';
  const step = (next: Ranking, id: string, then: Focus) => {
    if (next !== ranking) onChange(next);
    setSaid(placeSentence(next, id, nameOf));
    setFocus(then);
  };
  const { drag, hold } = useDrag(list, (from, to) => {
    const id = ranked[from]!;
    step(moveTo(ranking, id, to), id, { part: 'row', id });
  });
  useEffect(() => {
    if (focus === null || !place.current) return;
    const wanted = [...place.current.querySelectorAll<HTMLElement>(`[data-part="${focus.part}"]`)].find(
      (each) => focus.id === undefined || each.dataset.id === focus.id,
    );
    wanted?.focus({ preventScroll: focus.part === 'row' });
    setFocus(null);
  }, [focus]);

  const put = (id: string) => {
    const at = others.findIndex((each) => each.id === id);
    const next = others[at + 1] ?? others[at - 1];
    step(add(ranking, id), id, next ? { part: 'add', id: next.id } : { part: 'row', id });
  };
  const takeOff = (id: string) => {
    const at = ranked.indexOf(id);
    const next = ranked[at + 1] ?? ranked[at - 1];
    step(remove(ranking, id), id, next ? { part: 'row', id: next } : { part: 'add', id });
  };
  const move = (next: Ranking, id: string) => step(next, id, { part: 'row', id });
  const onKey = (event: KeyboardEvent, id: string) => {
    const moves: Record<string, () => void> = {
      ArrowUp: () => move(raise(ranking, id), id),
      ArrowDown: () => move(lower(ranking, id), id),
      Home: () => move(moveTo(ranking, id, 0), id),
      End: () => move(moveTo(ranking, id, ranked.length), id),
      Delete: () => takeOff(id),
    };
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <div ref={place}>
      <section className="section-tight" aria-labelledby={`${help}-mine`}>
        <h2 id={`${help}-mine`}>Your ranking</h2>
        {ranked.length === 0 ? (
          <p className="ranking-empty">Nobody yet. Tap a name below: it becomes your first choice.</p>
        ) : (
          <>
            {/* biome-ignore lint/a11y/noRedundantRoles: without its numbers Safari takes it for no list */}
            <ol ref={list} role="list" className={drag ? 'ranking ranking-held' : 'ranking'}>
              {ranked.map((id, at) => (
                <Row
                  key={id}
                  id={id}
                  name={nameOf(id)}
                  at={at}
                  ranking={ranking}
                  equalRanks={equalRanks}
                  above={at > 0 ? nameOf(ranked[at - 1]!) : null}
                  drag={drag}
                  help={help}
                  onHold={hold}
                  onKey={onKey}
                  onMove={move}
                  onTakeOff={takeOff}
                  onHelp={() =>
                    setSaid(`Arrow keys move ${nameOf(id)} up and down; Delete takes ${nameOf(id)} off.`)
                  }
                />
              ))}
            </ol>
            <p className="hint" id={help}>
              Pull a number to another place, or use the arrows beside the name.
            </p>
          </>
        )}
      </section>
      <p className="visually-hidden" aria-live="assertive">
        {said}
      </p>
      <section className="section-tight" aria-labelledby={`${help}-rest`}>
        <h2 id={`${help}-rest`}>{ranked.length === 0 ? 'Who can be ranked' : 'Not ranked'}</h2>
        {others.length === 0 && <p className="muted">You have ranked everybody.</p>}
        <ul className="pick-list">
          {others.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                className="pick"
                data-part="add"
                aria-label={`${each.name}: rank as number ${ranking.length + 1}`}
                data-id={each.id}
                // A double tap would add whoever comes up below the finger too.
                onClick={(event) => event.detail < 2 && put(each.id)}
              >
                <span className="pick-number" data-number={ranking.length + 1} />
                <span className="pick-name">{each.name}</span>
              </button>
              <Statement of={each} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly ranking: Ranking;
  readonly equalRanks: boolean;
  readonly above: string | null;
  readonly drag: Drag | null;
  readonly help: string;
  readonly onHold: (at: number, event: React.PointerEvent) => void;
  readonly onKey: (event: KeyboardEvent, id: string) => void;
  readonly onMove: (ranking: Ranking, id: string) => void;
  readonly onTakeOff: (id: string) => void;
  readonly onHelp: () => void;
}

function Row({ id, name, at, ranking, equalRanks, above, drag, help, ...on }: RowProps) {
  const rank = rankOf(ranking, id)!;
  const shared = ranking[rank - 1]!.length > 1;
  const alone = ranking.length === 1 && !shared;
  const tool = (label: string, sign: string, able: boolean, act: () => void, pressed?: boolean) => (
    <button
      type="button"
      className="ranking-tool"
      aria-label={label}
      aria-disabled={!able}
      aria-pressed={pressed}
      onClick={() => able && act()}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <li
      className={drag?.from === at ? 'ranking-row ranking-row-held' : 'ranking-row'}
      style={{ transform: drag ? `translateY(${shiftOf(drag, at)}px)` : undefined }}
    >
      <button
        type="button"
        className="ranking-handle"
        data-part="row"
        data-id={id}
        aria-label={`${rank}, ${name}: move`}
        aria-describedby={help}
        onPointerDown={(event) => on.onHold(at, event)}
        onKeyDown={(event) => on.onKey(event, id)}
        onClick={on.onHelp}
      >
        <svg viewBox="0 0 8 16" aria-hidden="true" focusable="false">
          <path d="M2 3v.01M6 3v.01M2 8v.01M6 8v.01M2 13v.01M6 13v.01" />
        </svg>
        <span>{rank}</span>
      </button>
      <span className="ranking-name">
        {name}
        {shared && <span className="hint">same rank</span>}
      </span>
      <span className="ranking-tools">
        {tool(`Move ${name} up`, '↑', shared || rank > 1, () => on.onMove(raise(ranking, id), id))}
        {tool(`Move ${name} down`, '↓', shared || rank < ranking.length, () =>
          on.onMove(lower(ranking, id), id),
        )}
        {equalRanks &&
          !alone &&
          tool(
            shared ? `Give ${name} a rank of their own` : `${name}: same rank as ${above ?? 'the one above'}`,
            '=',
            shared || rank > 1,
            () => on.onMove(level(ranking, id), id),
            shared,
          )}
        {tool(`Take ${name} off`, '✕', true, () => on.onTakeOff(id))}
      </span>
    </li>
  );
}
