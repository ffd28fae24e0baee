import type { EntryBody } from '../entry/entry-body.js';
import type { ExportedEntry } from './format.js';

/** The entries that say what a member is called from then on, and under which name of a personal value. */
const NAMING: Readonly<Record<string, string>> = {
  'assembly.founded': 'displayName',
  'member.joined': 'member',
  'member.renamed': 'member',
};

/** `voter.<membership or seat>`: beside an entry that names voters whom no entry named before. */
const VOTER = 'voter.';

/**
 * What members are called at this place of a record: each name was opened against the commitment in the latest entry
 * that gives one. As many as the record has members.
 */
export class Names {
  readonly #names = new Map<string, string | null>();

  /** Takes an entry whose personal values are what it committed to. */
  note({ kind, data, personal }: EntryBody, opened: ExportedEntry['personal']): void {
    const of = (name: string) => (Object.hasOwn(opened, name) ? opened[name]!.value : null);
    const naming = Object.hasOwn(NAMING, kind) ? NAMING[kind]! : null;
    const { membership } = data;
    if (naming !== null && typeof membership === 'string' && Object.hasOwn(personal, naming))
      this.#names.set(membership, of(naming));
    if (kind !== 'poll.voters-named') return;
    for (const name of Object.keys(personal))
      if (name.startsWith(VOTER)) this.#names.set(name.slice(VOTER.length), of(name));
  }

  /** Null: what the entry committed to was erased. Undefined: no entry names them. */
  of(voter: string): string | null | undefined {
    return this.#names.get(voter);
  }
}
