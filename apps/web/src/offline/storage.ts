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
