import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { StartupError } from '@plenary/platform';

/**
 * The documents of the web client that this server serves, by the SHA-256 of their text in hexadecimal. The client's
 * build writes the list; a document is what its hash says, or the service does not start.
 */
export class TrustedDocuments {
  readonly #texts = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(documents: Readonly<Record<string, string>>) {
    for (const [hash, text] of Object.entries(documents)) {
      if (createHash('sha256').update(text, 'utf8').digest('hex') !== hash)
        throw new StartupError('The list of the web client’s documents is damaged: build it again.');
      this.#texts.set(hash, text);
      this.#names.set(text, /^(?:query|mutation|subscription) ?(\w+)/.exec(text)?.[1] ?? 'unnamed');
    }
  }

  /**
   * Reads the list of the built client. A service without one serves the API alone.
   * @throws StartupError where there is none and nothing else is to be answered
   */
  static read(path: string, needed: boolean): TrustedDocuments {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      if (!needed) return new TrustedDocuments({});
      throw new StartupError(
        'PLENARY_TRUSTED_DOCUMENTS_ONLY is set and the web client is not built: run npm run build, or unset it.',
      );
    }
    return new TrustedDocuments(JSON.parse(text) as Record<string, string>);
  }

  textOf(hash: string): string | null {
    return this.#texts.get(hash) ?? null;
  }

  /** The operation's name where the text is a trusted document, letter by letter. */
  nameOf(text: string): string | null {
    return this.#names.get(text) ?? null;
  }
}
