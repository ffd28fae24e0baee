import { plural } from './when.ts';

/** '312 of 540 members have voted.' A number with its base; null where it may not be shown. */
export function votedSentence(voted: number | null, entitled: number, voter = 'member'): string {
  if (voted === null) return `${plural(entitled, voter)} may vote.`;
  const verb = entitled === 1 ? 'has' : 'have';
  return `${voted.toLocaleString('en-GB')} of ${plural(entitled, voter)} ${verb} voted.`;
}

/** The sentence of a result below its verdict, which need not be said twice: '2 for, 0 against: …'. */
export function withoutVerdict(sentence: string): string {
  return sentence.replace(/^(Carried|Lost): /, '');
}

/** 'Votes for: needs 250 of 499, got 401.' Without the base where what is needed is a plain number. */
export function conditionSentence(condition: {
  readonly label: string;
  readonly needed: number;
  readonly got: number;
  readonly base: number | null;
}): string {
  const number = (value: number) => value.toLocaleString('en-GB');
  const base = condition.base === null ? '' : ` of ${number(condition.base)}`;
  return `${condition.label}: needs ${number(condition.needed)}${base}, got ${number(condition.got)}.`;
}

/** 'Quorum is 270: 42 more are needed.' or 'Quorum is 270 and is reached.' */
export function quorumSentence(voted: number | null, needed: number | null): string | null {
  if (needed === null || needed === 0) return null;
  if (voted === null) return `The quorum is ${needed.toLocaleString('en-GB')}.`;
  if (voted >= needed) return `The quorum of ${needed.toLocaleString('en-GB')} is reached.`;
  return `The quorum is ${needed.toLocaleString('en-GB')}: ${(needed - voted).toLocaleString('en-GB')} more ${needed - voted === 1 ? 'is' : 'are'} needed.`;
}
