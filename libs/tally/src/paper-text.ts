import type { Method, Paper } from './election.js';
import { paperKindOf } from './formats/election-of.js';

/**
 * Reads a paper's canonical text: `r:3>0=2` ranks, `m:0+2` marks, `s:0=5+2=3` gives scores, candidates by their place;
 * `blank` is an empty paper of the method's kind, `spoilt` one that counts for nobody.
 * @throws RangeError for any other text, and for a paper of another kind than the method's
 */
export function readPaper(text: string, method: Method): Paper {
  const kind = paperKindOf(method);
  const body = text.slice(2);
  if (text === 'spoilt') return { kind: 'spoilt' };
  if (text === 'blank') return EMPTY[kind];
  if (FORMS[kind].test(text)) {
    switch (kind) {
      case 'ranking':
        return { kind, ranking: body.split('>').map((tier) => tier.split('=').map(Number)) };
      case 'marks':
        return { kind, marks: body.split('+').map(Number) };
      case 'scores': {
        const pairs = body.split('+').map((pair) => pair.split('=').map(Number));
        return { kind, scores: pairs.map(([place, score]) => [place!, score!] as const) };
      }
    }
  }
  throw new RangeError(`'${text}' is no paper of the method ${method}`);
}

/** A paper's canonical text, which {@link readPaper} reads; ranks, marks and scores stand in it as they are given. */
export function paperText(paper: Paper): string {
  switch (paper.kind) {
    case 'spoilt':
      return 'spoilt';
    case 'ranking':
      return textOf('r', paper.ranking.map((tier) => tier.join('=')).join('>'));
    case 'marks':
      return textOf('m', paper.marks.join('+'));
    case 'scores':
      return textOf('s', paper.scores.map((pair) => pair.join('=')).join('+'));
  }
}

function textOf(kind: string, says: string): string {
  return says === '' ? 'blank' : `${kind}:${says}`;
}

const FORMS = {
  ranking: /^r:\d{1,3}([>=]\d{1,3})*$/,
  marks: /^m:\d{1,3}(\+\d{1,3})*$/,
  scores: /^s:\d{1,3}=\d{1,3}(\+\d{1,3}=\d{1,3})*$/,
} as const;

const EMPTY = {
  ranking: { kind: 'ranking', ranking: [] },
  marks: { kind: 'marks', marks: [] },
  scores: { kind: 'scores', scores: [] },
} as const satisfies Record<string, Paper>;
