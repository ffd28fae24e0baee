import { resolve } from 'node:path';
import { isPushKey, type PushService, readPushServices } from '@plenary/identity';
import { StartupError } from '@plenary/platform';

/** An environment variable: how its text is read, and what the page on the configuration says of it. */
export interface Variable<T> {
  /** What it is when nothing is set, as the page says it. */
  readonly otherwise: string;
  readonly meaning: string;
  /** What it may be, where it is a number. */
  readonly bounds: string;
  /** @throws StartupError naming the variable and what it should be. */
  read(name: string, text: string | undefined): T;
}

const said = (value: number) => value.toLocaleString('en');
const code = (text: string) => `\`${text}\``;

function number(otherwise: number, min: number, max: number, meaning: string): Variable<number> {
  return {
    otherwise: code(String(otherwise)),
    meaning,
    bounds: `${said(min)} to ${said(max)}`,
    read: (name, text) => (text ? wholeNumber(name, text, min, max) : otherwise),
  };
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  // Digits alone: `Number` also reads "0x10", "4e3" and spaces, which nobody means.
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(value) || value < min || value > max)
    throw new StartupError(`${name} is "${text}": set it to a number from ${min} to ${max}.`);
  return value;
}

function text(otherwise: string, meaning: string): Variable<string> {
  return { otherwise: code(otherwise), meaning, bounds: '', read: (_, given) => given || otherwise };
}

function flag(meaning: string): Variable<boolean> {
  return {
    otherwise: code('0'),
    meaning,
    bounds: '0 or 1',
    read(name, given) {
      if (!given || given === '0' || given === 'false') return false;
      if (given === '1' || given === 'true') return true;
      throw new StartupError(`${name} is "${given}": set it to 1 or 0.`);
    },
  };
}

/** One that may be left out: null then. */
function optional<T>(otherwise: string, meaning: string, parse: (text: string) => T): Variable<T | null> {
  return { otherwise, meaning, bounds: '', read: (_, given) => (given ? parse(given) : null) };
}

/** Everything that the environment sets; docs/configuration.md is made of this. */
export const VARIABLES = {
  PORT: number(4000, 0, 65_535, 'the port; 0 takes a free one'),
  HOST: text('0.0.0.0', 'the address to listen on'),
  DATABASE_URL: optional(
    'the embedded PostgreSQL',
    'a PostgreSQL of your own, 15 or later, as `postgres://user:password@host:5432/database`',
    databaseUrl,
  ),
  PLENARY_DATA_DIR: optional(
    '`.plenary/data`',
    'the embedded PostgreSQL’s folder; nobody else may read it',
    (path) => resolve(path),
  ),
  PLENARY_ORIGIN: optional(
    '`http://localhost:PORT`',
    'the address members open; passkeys are bound to it, so choose it once',
    origin,
  ),
  PLENARY_TRUST_PROXY: number(
    0,
    0,
    10,
    'how many proxies of yours are in front, each adding to `X-Forwarded-For` and setting `X-Forwarded-Proto`',
  ),
  PLENARY_SMTP_URL: optional(
    'no mail',
    '`smtps://user:password@host`, for one-time sign-in links, and reminders of shifts for members who ask for them (each at most once: one that this server refuses is not tried again)',
    smtpUrl,
  ),
  PLENARY_MAIL_FROM: {
    otherwise: code('Plenary <plenary@localhost>'),
    meaning: 'the sender of those mails',
    bounds: '',
    read: mailFrom,
  } satisfies Variable<string>,
  PLENARY_PUSH_SERVICES: {
    otherwise:
      '`updates.push.services.mozilla.com, fcm.googleapis.com, *.push.apple.com, *.notify.windows.com`',
    meaning:
      'the browsers’ push services that this server hands notifications to, and no other address: names with commas between them, `*.` before one for all below it; `none` for no notifications. For trying it out, `http://localhost:PORT`, too',
    bounds: '',
    read: pushServices,
  } satisfies Variable<readonly PushService[] | null>,
  PLENARY_PUSH_KEY: optional(
    'made once, and kept in the database',
    'the private key (P-256, base64url, as `web-push generate-vapid-keys` makes one) that notifications are signed with; browsers that subscribed by another key have to do so anew',
    pushKey,
  ),
  PLENARY_PUSH_SUBJECT: optional(
    '`PLENARY_ORIGIN` where it is https, else `mailto:plenary@localhost`',
    'whom a push service may turn to about this server: `mailto:` or `https://`',
    pushSubject,
  ),
  PLENARY_SIGN_UPS_PER_HOUR: number(
    1_000,
    1,
    1_000_000,
    'new sign-ins from one address in an hour; a hall behind one router needs room',
  ),
  PLENARY_LOG_LEVEL: {
    otherwise: code('info'),
    meaning: 'the least grave line that the log takes; `debug` adds a line for each request',
    bounds: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`',
    read: logLevel,
  } satisfies Variable<string>,
  PLENARY_METRICS_PORT: {
    otherwise: 'no metrics',
    meaning: 'the port of `/metrics`, apart from the members’; 0 takes a free one',
    bounds: '0 to 65,535',
    read: (name, given) => (given ? wholeNumber(name, given, 0, 65_535) : null),
  } satisfies Variable<number | null>,
  PLENARY_METRICS_HOST: text(
    '127.0.0.1',
    'the address that port listens on: never one that the open network reaches',
  ),
  PLENARY_DRAIN_SECONDS: number(
    0,
    0,
    300,
    'how long a service that was told to stop goes on serving while it says ‘not ready’',
  ),
  PLENARY_TRUSTED_DOCUMENTS_ONLY: flag('1 refuses every document that is not the web client’s own'),
  // The defaults of these let the web client through many times over, and a full hall behind one router.
  PLENARY_REQUESTS_PER_MINUTE: number(
    1_200,
    60,
    10_000_000,
    'requests in a minute of one person who is signed in',
  ),
  PLENARY_REQUESTS_PER_MINUTE_STRANGERS: number(
    6_000,
    60,
    10_000_000,
    'requests in a minute from one address by people who are not',
  ),
  PLENARY_BODY_KB: number(
    20_480,
    100,
    1_000_000,
    'the largest request in KiB; the largest that is ever needed is a roll for import',
  ),
  PLENARY_BODY_KB_STRANGER: number(64, 16, 1_000, 'the same for people who are not signed in'),
  PLENARY_QUERY_CHARACTERS: number(20_000, 4_000, 1_000_000, 'characters of one document'),
  PLENARY_QUERY_TOKENS: number(2_000, 500, 100_000, 'tokens of one document'),
  PLENARY_QUERY_DEPTH: number(16, 8, 50, 'fields below one another'),
  PLENARY_QUERY_ALIASES: number(30, 5, 10_000, 'aliases of one document'),
  PLENARY_QUERY_DIRECTIVES: number(20, 0, 1_000, 'directives of one document'),
  PLENARY_QUERY_ROOT_FIELDS: number(20, 2, 1_000, 'fields at the top of one operation'),
  PLENARY_QUERY_COST: number(
    20_000,
    12_000,
    10_000_000,
    'values that one operation may ask for, by estimate: lists multiply',
  ),
};

/** Whether it is an address whose parts can all be read: a stray percent sign in a password is found here. */
function isAddress(given: string, protocol: RegExp): boolean {
  if (!URL.canParse(given)) return false;
  const { protocol: own, username, password, pathname } = new URL(given);
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part);
  } catch {
    return false;
  }
  return protocol.test(own);
}

function databaseUrl(given: string): string {
  if (!isAddress(given, /^postgres(ql)?:$/)) {
    throw new StartupError(
      'DATABASE_URL is not an address like postgres://user:password@host:5432/database (a % in it is written %25): correct it, or unset it to use the embedded PostgreSQL.',
    );
  }
  return given;
}

function origin(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== given.replace(/\/$/, '')) {
    throw new StartupError(
      `PLENARY_ORIGIN is "${given}": set it to the address members open, like https://vote.example.org.`,
    );
  }
  if (url.protocol === 'http:' && url.hostname !== 'localhost') {
    throw new StartupError(
      `PLENARY_ORIGIN is "${given}": browsers allow passkeys only over https (or on http://localhost), so put TLS in front and set the https address.`,
    );
  }
  return url.origin;
}

function smtpUrl(given: string): string {
  if (!isAddress(given, /^smtps?:$/) || new URL(given).hostname === '') {
    throw new StartupError(
      'PLENARY_SMTP_URL is not an address like smtps://user:password@mail.example.org: correct it, or unset it to run without mail.',
    );
  }
  return given;
}

function mailFrom(name: string, given: string | undefined): string {
  if (!given) return 'Plenary <plenary@localhost>';
  if (!/^(?:[^<>@\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u.test(given))
    throw new StartupError(
      `${name} is ${JSON.stringify(given)}: set it to an address, like Plenary <vote@example.org>.`,
    );
  return given;
}

const PUSH_SERVICES =
  'updates.push.services.mozilla.com,fcm.googleapis.com,*.push.apple.com,*.notify.windows.com';

function pushServices(name: string, given: string | undefined): readonly PushService[] | null {
  if (given?.trim() === 'none') return null;
  const services = readPushServices(given || PUSH_SERVICES);
  if (services !== null) return services;
  throw new StartupError(
    `${name} is "${given}": set it to names of push services with commas between them, like fcm.googleapis.com, or to none.`,
  );
}

function pushKey(given: string): string {
  if (isPushKey(given)) return given;
  throw new StartupError(
    'PLENARY_PUSH_KEY is not a private key of P-256 in base64url (43 characters): correct it, or unset it to have one made.',
  );
}

function pushSubject(given: string): string {
  if (URL.canParse(given) && /^(?:mailto:[^@]+@.+|https:\/\/.+)$/.test(given)) return given;
  throw new StartupError(
    `PLENARY_PUSH_SUBJECT is "${given}": set it to an address like mailto:people@example.org or https://vote.example.org.`,
  );
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function logLevel(name: string, given: string | undefined): string {
  if (!given) return 'info';
  if (!LEVELS.includes(given))
    throw new StartupError(`${name} is "${given}": set it to one of ${LEVELS.join(', ')}.`);
  return given;
}

/** Beside the service's own: what the tests and tools of this repository set. */
const OF_TOOLS = /^PLENARY_(TEST_\w+|FAULTS|SEED)$/;

/** Names like ours that nothing reads, in the environment by mistake or from another version. */
export function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).filter(
    (name) => name.startsWith('PLENARY_') && !Object.hasOwn(VARIABLES, name) && !OF_TOOLS.test(name),
  );
}

/** docs/configuration.md; a test compares the two. */
export function configurationPage(): string {
  const row = ([name, { otherwise, bounds, meaning }]: [string, Variable<unknown>]) =>
    `| \`${name}\` | ${otherwise} | ${bounds} | ${meaning} |`;
  return `# Configuration

Everything that can be set, by environment variables. Nothing has to be, and an empty value is as none. A value that
cannot be used stops the start with one sentence that says what to set; a name that begins with \`PLENARY_\` and is not
here is told at the start and in the log, and nothing else comes of it. This page is made of the declarations that the service reads its environment
by ([variables.ts](../apps/api/src/variables.ts)); \`UPDATE_SNAPSHOTS=1 npm test -- config\` writes it anew.

| variable | default | may be | meaning |
| --- | --- | --- | --- |
${Object.entries(VARIABLES).map(row).join('\n')}
`;
}
