import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { generate, mistakesIn, readDocuments } from '../../tools/generate-documents.ts';

// From build-logic/src/logic to apps/web.
const web = new URL('../../../', import.meta.url);
const schema = readFileSync(new URL('../api/schema.graphql', web), 'utf8');
const documents = readDocuments(new URL('src/graphql', web).pathname);

describe('the documents of the client', () => {
  it('are all valid against the schema of the service', () => {
    expect(mistakesIn(schema, documents)).toEqual([]);
  });

  it('are generated anew: `node apps/web/tools/generate-documents.ts`', () => {
    for (const [name, text] of generate(schema, documents)) {
      const committed = readFileSync(new URL(`src/graphql/generated/${name}`, web), 'utf8');
      expect({ name, text: committed }).toEqual({ name, text });
    }
  });

  it('each have a name of their own, which a list of trusted documents can go by', () => {
    const names = documents.flatMap(({ text }) =>
      [...text.matchAll(/^(?:query|mutation|subscription|fragment) (\w+)/gm)].map((match) => match[1]),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
