import type { PaperGroup } from '../election.js';
import type { BallotFile, BallotReader } from './ballot-file.js';
import { MalformedFile } from './malformed.js';

/** Reads a whole text, in pieces of a few characters. */
export function readIn(reader: BallotReader, text: string, piece = text.length): BallotFile {
  for (let from = 0; from < text.length; from += Math.max(1, piece)) {
    reader.write(text.slice(from, from + Math.max(1, piece)));
  }
  return reader.end();
}

/** Each ranking as text with how many papers say it: 'A>B=C', 'blank', 'spoilt', or 'A 3, B 1' for scores. */
export function said(file: BallotFile): Record<string, number> {
  // A generated name may be 'valueOf'.
  const papers: Record<string, number> = Object.create(null) as Record<string, number>;
  for (const { paper, heads } of file.papers) {
    const text = words(paper, file.candidates);
    papers[text] = (papers[text] ?? 0) + heads;
  }
  return papers;
}

function words(paper: PaperGroup['paper'], names: readonly string[]): string {
  switch (paper.kind) {
    case 'spoilt':
      return 'spoilt';
    case 'scores':
      return paper.scores.map(([each, score]) => `${names[each]} ${score}`).join(', ');
    case 'marks':
      return paper.marks.map((each) => names[each]).join(', ');
    case 'ranking':
      return paper.ranking.map((tier) => tier.map((each) => names[each]).join('=')).join('>') || 'blank';
  }
}

/** Where a text is malformed, and what was expected there: 'line:column expected'. */
export function malformed(reader: BallotReader, text: string): string {
  try {
    readIn(reader, text);
  } catch (error) {
    if (error instanceof MalformedFile) return `${error.line}:${error.column} ${error.expected}`;
    throw error;
  }
  return 'well formed';
}
