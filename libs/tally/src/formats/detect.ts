/** The formats of ballot files. */
export const FORMATS = ['blt', 'csv', 'json'] as const;

export type BallotFormat = (typeof FORMATS)[number];

/** The format that a file's name ends in; null where it does not say. */
export function formatOfName(name: string): BallotFormat | null {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === 'tsv') return 'csv';
  return FORMATS.find((each) => each === extension) ?? null;
}

/** The format of a text by how it begins: JSON with a brace, BLT with two numbers, anything else is taken as CSV. */
export function formatOfText(start: string): BallotFormat {
  const text = start
    .replace(/^\uFEFF/, '')
    .replace(/^(\s*#[^\n]*\n)+/, '')
    .trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  return /^\d+[ \t\r\n]+\d+\s/.test(text) ? 'blt' : 'csv';
}
