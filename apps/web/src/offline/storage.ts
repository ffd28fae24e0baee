/** What the phone keeps. A browser that keeps nothing (private mode, full) is no error: the page works without. */

export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Returns whether it is really kept, so that nobody is told it is when it is not. */
export function writeKept(key: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Of this build: a form of another one may hold something else. */
const BUILD = import.meta.url;
const WRITTEN = 'plenary.written ';

/** What was written in a form of this tab and not sent; null where nothing is. */
export function readWritten<T>(place: string): T | null {
  try {
    const { build, value } = JSON.parse(sessionStorage.getItem(WRITTEN + place) ?? '{}');
    return build === BUILD ? (value as T) : null;
  } catch {
    return null;
  }
}

export function keepWritten(place: string, value: unknown): void {
  try {
    sessionStorage.setItem(WRITTEN + place, JSON.stringify({ build: BUILD, value }));
  } catch {
    // Then the form is as good as the page it stands on.
  }
}

export function forgetWritten(place: string): void {
  try {
    sessionStorage.removeItem(WRITTEN + place);
  } catch {
    // Nothing is kept, so nothing is to be forgotten.
  }
}

const LEFT = 'plenary.left';

/** Everything that was written and not sent, in the other tabs too: on signing out. */
export function forgetAllWritten(): void {
  forgetInThisTab();
  // A tab reads its own alone: the others are told.
  writeKept(LEFT, String(Date.now()));
}

function forgetInThisTab(): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(WRITTEN)) sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept.
  }
}

addEventListener('storage', (event) => event.key === LEFT && forgetInThisTab());
