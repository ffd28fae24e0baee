/** A place in a file's text; both count from 1. A byte order mark is no column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Thrown where a file is not what its format says: where, what was expected there, and a sentence. */
export class MalformedFile extends Error {
  override readonly name = 'MalformedFile';
  readonly line: number;
  readonly column: number;

  constructor(
    { line, column }: Position,
    readonly expected: string,
    found: string,
  ) {
    super(`Line ${line}, column ${column}: expected ${expected}, found ${found}.`);
    this.line = line;
    this.column = column;
  }
}

/** How a piece of the file is named in a sentence. */
export function shown(text: string): string {
  if (text === '') return 'nothing';
  return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}
