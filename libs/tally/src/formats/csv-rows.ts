import { MalformedFile } from './malformed.js';

/** A cell of a row, and the column where it begins. */
export interface Cell {
  readonly text: string;
  readonly column: number;
}

/** What may stand between cells. */
export type Delimiter = ',' | ';' | '\t';

/** The delimiter that stands most often in a header outside quotation marks; a comma where none does. */
export function delimiterOf(header: string): Delimiter {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = ([',', ';', '\t'] as const).map((each) => ({ each, count: bare.split(each).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.each;
}

/** Whether a quoted cell begins in a line and goes on in the next one, or ends in it and began before. */
export function isHalf(line: string): boolean {
  let marks = 0;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) marks += 1;
  return marks % 2 === 1;
}

/** The cells of a row (RFC 4180): a cell in quotation marks may hold delimiters, and `""` for a mark. */
export function cellsOf(row: string, delimiter: Delimiter, line: number): Cell[] {
  if (!row.includes('"')) {
    let column = 1;
    return row.split(delimiter).map((text) => {
      const cell = { text: text.trim(), column };
      column += text.length + 1;
      return cell;
    });
  }
  const cells: Cell[] = [];
  for (let i = 0; i <= row.length; ) {
    const column = i + 1;
    let text = '';
    while (row[i] === ' ') i += 1;
    if (row[i] === '"') {
      const start = i + 1;
      let end = row.indexOf('"', start);
      while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
      if (end < 0)
        throw new MalformedFile({ line, column }, 'a closing quotation mark', 'the end of the file');
      text = row.slice(start, end).replaceAll('""', '"');
      i = end + 1;
      while (row[i] === ' ') i += 1;
      if (i < row.length && row[i] !== delimiter) {
        const found = `'${row.slice(i, i + 20)}'`;
        throw new MalformedFile(
          { line, column: i + 1 },
          'a delimiter after the closing quotation mark',
          found,
        );
      }
    } else {
      const end = row.indexOf(delimiter, i);
      text = row.slice(i, end < 0 ? row.length : end);
      i += text.length;
    }
    cells.push({ text: text.trim(), column });
    i += 1;
  }
  return cells;
}
