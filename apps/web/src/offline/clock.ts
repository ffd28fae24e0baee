/** The service's clock, as told by its last word: deadlines are the database's, not this phone's. */
let offset = 0;

export function setClock(serverTime: string, askedAt: number): void {
  const answeredAt = Date.now();
  // Half of the way there and back is the best guess at when the word was said.
  offset = new Date(serverTime).getTime() - (askedAt + answeredAt) / 2;
}

export const serverNow = (): number => Date.now() + offset;
