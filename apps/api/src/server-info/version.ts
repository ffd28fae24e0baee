import { readFileSync } from 'node:fs';

const root = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Of Plenary, as the repository's package.json has it. */
export const VERSION = root.version;
