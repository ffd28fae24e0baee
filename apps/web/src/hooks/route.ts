import { createStore } from './store.ts';

/** The address the page is at; moved by links, by `go`, and by the browser's own buttons. */
export const place = createStore(location.pathname);

addEventListener('popstate', () => place.set(location.pathname));

export function go(path: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  place.set(location.pathname);
  // A new page begins at its top; going back keeps the place that the browser remembers.
  scrollTo(0, 0);
}
