import type { NamedBallot } from '@plenary/log';

/** Names in the short form. */
const SHOWN = 50;

/** Collects whose ballot is whose while an export is read; to be told when the whole file holds. */
export class VotersTold {
  /** What each voter was called in the last roll call that they voted in. */
  readonly #names = new Map<string, NamedBallot['name']>();
  readonly #lines: string[] = [];
  #poll = '';

  /** @param whole whether every ballot is to be listed. */
  constructor(readonly whole: boolean) {}

  readonly take = (ballot: NamedBallot): void => {
    const { poll, seq, question, code, answer, weight, voter, name } = ballot;
    this.#names.set(voter, name);
    if (!this.whole) return;
    if (this.#poll !== poll)
      this.#lines.push('', `${question ?? '(question erased)'}: entry ${seq}, poll ${poll}`);
    this.#poll = poll;
    const times = weight === 1 ? '' : ` × ${weight}`;
    this.#lines.push(
      `  ${code}  ${answer}${times}  ${name ?? (name === null ? '(name erased)' : '(not named)')}  ${voter}`,
    );
  };

  /** Who was named, in one line. */
  line(rollCalls: number): string {
    const voters = [...this.#names.values()];
    const named = voters.filter((name) => typeof name === 'string').sort();
    const erased = voters.filter((name) => name === null).length;
    const unknown = voters.length - named.length - erased;
    const found = [
      `${named.length} voters by a name that the record committed to${named.length === 0 ? '' : `: ${shown(named)}`}`,
      ...(erased > 0 ? [`${erased} whose name was erased`] : []),
      ...(unknown > 0 ? [`${unknown} whom no entry names`] : []),
    ];
    const short = `whose ballot is whose is proved for ${rollCalls} roll calls: ${found.join('; ')}`;
    return this.whole ? short : `${short} (--ballots lists every ballot)`;
  }

  /** Every ballot with its voter, by poll, where that was asked for. */
  get ballots(): readonly string[] {
    return this.#lines;
  }
}

function shown(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
