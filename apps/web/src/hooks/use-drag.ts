import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { landing, type RowEdges } from '../logic/ranking.ts';

export interface Drag {
  /** Which row is held, from 0. */
  readonly from: number;
  /** Where it would land. */
  readonly to: number;
  /** How far it was pulled, in pixels down. */
  readonly pulled: number;
  /** Its height: how far the others make room. */
  readonly room: number;
}

/** So near an edge of the window the page goes on below the finger, in pixels. */
const EDGE = 72;
const STEP = 9;

/**
 * Pulls rows of a list to another place, with a finger, a pen or a mouse. Only the handle takes the gesture, so that
 * the page still scrolls everywhere else. The rows stay where they are in the document until the finger is lifted: a
 * row that moves in it would lose the gesture.
 */
export function useDrag(
  list: RefObject<HTMLElement | null>,
  drop: (from: number, to: number) => void,
): { readonly drag: Drag | null; readonly hold: (at: number, event: PointerEvent) => void } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const end = useRef<(() => void) | null>(null);
  useEffect(() => () => end.current?.(), []);
  const hold = (at: number, event: PointerEvent) => {
    if (end.current || !event.isPrimary || event.button !== 0 || !list.current) return;
    const rows: RowEdges[] = [...list.current.children].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return { top: top + scrollY, height };
    });
    const { pointerId } = event;
    const start = event.clientY + scrollY;
    let y = event.clientY;
    let now: Drag = { from: at, to: at, pulled: 0, room: rows[at]!.height };
    const follow = () => {
      const pulled = y + scrollY - start;
      const middle = rows[at]!.top + rows[at]!.height / 2 + pulled;
      now = { ...now, pulled, to: landing(rows, at, middle) };
      setDrag(now);
    };
    const edge = setInterval(() => {
      const step = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
      if (step === 0) return;
      scrollBy(0, step);
      follow();
    }, 16);
    const moved = (next: globalThis.PointerEvent) => {
      if (next.pointerId !== pointerId) return;
      y = next.clientY;
      follow();
    };
    const stop = () => {
      clearInterval(edge);
      removeEventListener('pointermove', moved);
      removeEventListener('pointerup', lifted);
      removeEventListener('pointercancel', cancelled);
      removeEventListener('keydown', escaped);
      end.current = null;
      setDrag(null);
    };
    const lifted = (next: globalThis.PointerEvent) => {
      if (next.pointerId !== pointerId) return;
      stop();
      if (now.to !== at) drop(at, now.to);
    };
    const cancelled = (next: globalThis.PointerEvent) => next.pointerId === pointerId && stop();
    const escaped = (next: KeyboardEvent) => next.key === 'Escape' && stop();
    addEventListener('pointermove', moved);
    addEventListener('pointerup', lifted);
    addEventListener('pointercancel', cancelled);
    addEventListener('keydown', escaped);
    end.current = stop;
    setDrag(now);
  };
  return { drag, hold };
}

/** Where a row is drawn while one is held: pulled along, or out of its way; in pixels down. */
export function shiftOf(drag: Drag | null, at: number): number {
  if (drag === null) return 0;
  const { from, to, pulled, room } = drag;
  if (at === from) return pulled;
  if (at > from && at <= to) return -room;
  if (at < from && at >= to) return room;
  return 0;
}
