/**
 * What has the focus may go: a button that did its work, or one that somebody else's act took away. The browser then
 * puts the focus at the top of the document, and whoever uses the keyboard or hears the page has lost their place. Here
 * it goes to the heading of the part that it was in. A page that gives way to another sees to its own heading.
 */
export function keepFocus(): void {
  let was: readonly Element[] = [];
  addEventListener('focusin', ({ target }) => {
    was = target instanceof Element ? placesOf(target) : [];
  });
  const mend = () => {
    if (document.activeElement !== document.body || was[0]?.isConnected !== false) return;
    const heading = headingNear(was);
    was = [];
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  // After the page's own words on it: where it puts the focus itself, there is nothing to mend.
  new MutationObserver(() => {
    if (was[0]?.isConnected === false) setTimeout(mend);
  }).observe(document.body, { childList: true, subtree: true });
}

/** An element and what it stands in, up to the page; nothing for what stands outside of one. */
function placesOf(target: Element): readonly Element[] {
  const places: Element[] = [];
  for (let at: Element | null = target; at !== null; at = at.parentElement) {
    places.push(at);
    if (at.tagName === 'MAIN') return places;
  }
  return [];
}

/** The heading of the closest part that is still there; null where the whole page has gone. */
function headingNear(places: readonly Element[]): HTMLElement | null {
  if (places.at(-1)?.isConnected !== true) return null;
  const part = places.find((each) => each.isConnected)?.closest('section, main');
  return part?.querySelector<HTMLElement>('h1, h2, h3') ?? null;
}
