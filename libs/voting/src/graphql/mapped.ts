/** Each event made into another. Unlike a generator it ends its source at once, also while a reader waits. */
export function mapped<T, U>(
  source: AsyncIterableIterator<T>,
  make: (value: T) => U,
): AsyncIterableIterator<U> {
  const over = { done: true, value: undefined } as const;
  const iterator: AsyncIterableIterator<U> = {
    next: async () => {
      const result = await source.next();
      return result.done ? over : { done: false, value: make(result.value) };
    },
    return: async () => {
      await source.return?.();
      return over;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
