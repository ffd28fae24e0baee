const MEGABYTE = 1_000_000;

/** Says on one line of a terminal how much has been read, and takes the line back; nothing where it is no terminal. */
export function readingProgress(out: NodeJS.WriteStream): {
  read: (read: number, of: number | null) => void;
  done: () => void;
} {
  if (!out.isTTY) return { read: () => undefined, done: () => undefined };
  let shown = 0;
  return {
    read: (read, of) => {
      // A short file is read before a line about it could be.
      if (read - shown < MEGABYTE) return;
      shown = read;
      const share = of === null ? '' : ` of ${(of / MEGABYTE).toFixed(1)}`;
      out.write(`\rread ${(read / MEGABYTE).toFixed(1)}${share} MB`);
    },
    done: () => {
      if (shown > 0) out.write('\r\u001b[K');
    },
  };
}
