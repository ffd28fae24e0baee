import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { RequestError } from '@plenary/platform';
import { GraphQLError, Source } from 'graphql';
import { createLogger, withRequestId } from './logger.js';

const SECRET = 'Quirin';

/** What a line about this error looks like. */
function logged(error: unknown): {
  text: string;
  line: Record<string, unknown> & { err: Record<string, string> };
} {
  let text = '';
  const sink = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  createLogger('info', sink).error({ err: error }, 'it failed');
  return { text, line: JSON.parse(text) };
}

describe('an error in the log', () => {
  it('of the database names the place in the schema, and not the row', () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "person_name"'), {
      code: '23505',
      constraint: 'person_name',
      table: 'person',
      detail: `Key (name)=(${SECRET}) already exists.`,
      where: `COPY person, line 1: "${SECRET}"`,
      query: `INSERT INTO person VALUES ('${SECRET}')`,
      parameters: [SECRET],
    });
    const { text, line } = logged(error);
    expect(text).not.toContain(SECRET);
    expect(line.err).toMatchObject({
      type: 'Error',
      code: '23505',
      constraint: 'person_name',
      table: 'person',
    });
    expect(line.err.stack).toContain('logger.spec');
  });

  it.each([
    ['of a parser', () => JSON.parse(`{"name": ${SECRET}}`)],
    ['of a parser at the start', () => JSON.parse(`${SECRET} said "no"`)],
    ['of a value', () => new Date(Number.NaN).toISOString()],
    [
      'of GraphQL',
      () => {
        throw new GraphQLError(`Variable "$input" got invalid value "${SECRET}" at "input.name"`, {
          source: new Source(`{ a(name: "${SECRET}") }`),
          extensions: { name: SECRET },
        });
      },
    ],
    [
      'with a cause',
      () => {
        throw new Error('it went wrong', { cause: new Error(`because of "${SECRET}"`) });
      },
    ],
    [
      'that we made',
      () => {
        throw new RequestError('BAD_INPUT', 'No.', { fields: [{ field: 'name', message: SECRET }] });
      },
    ],
    [
      'that is none',
      () => {
        throw SECRET;
      },
    ],
  ])('%s keeps what it was about to itself', (_, fail) => {
    let thrown: unknown;
    try {
      fail();
    } catch (error) {
      thrown = error;
    }
    expect(logged(thrown).text).not.toContain(SECRET);
  });

  it('carries the id of the request that it came of, also after waiting', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const logger = createLogger('info', sink);
    await new Promise<void>((resolve) => {
      withRequestId('request-1', () => setTimeout(() => resolve(logger.info('after a while')), 1));
    });
    logger.info('apart');
    expect(lines.map((line) => JSON.parse(line).requestId)).toEqual(['request-1', undefined]);
  });
});
