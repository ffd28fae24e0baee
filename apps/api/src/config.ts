import { resolve } from 'node:path';
import { StartupError } from '@plenary/platform';
import type { Limits } from './limits/limits.js';

/** What the environment sets. Every variable is read here and nowhere else. */
export interface Config {
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** A PostgreSQL of your own; null starts the embedded one. */
  readonly databaseUrl: string | null;
  /** The embedded PostgreSQL's folder; null takes .plenary/data below the working folder. */
  readonly dataDir: string | null;
  /** The address members type, such as https://vote.example.org: passkeys are bound to it. Null: http://localhost:PORT. */
  readonly origin: string | null;
  /** smtp:// or smtps:// address for one-time links; null: the server has no mail. */
  readonly smtpUrl: string | null;
  /** The sender of those mails. */
  readonly mailFrom: string;
  /** How many reverse proxies of yours are in front, each of which adds to X-Forwarded-For and sets X-Forwarded-Proto. */
  readonly proxies: number;
  /** New sign-ins from one address in an hour. */
  readonly signUpsPerHour: number;
  /** The least grave line that the log takes. */
  readonly logLevel: string;
  /** What one request, and one minute of requests, may hold. */
  readonly limits: Limits;
  /** Refuse every document that is not the web client's. */
  readonly trustedDocumentsOnly: boolean;
  /** Where metrics are served, apart from the members' port; null: nowhere. */
  readonly metrics: { readonly port: number; readonly host: string } | null;
  /** How many seconds a service that was told to stop goes on serving while it says that it is not ready. */
  readonly drainSeconds: number;
}

/** @throws StartupError naming the variable and what it should be. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    port: wholeNumber('PORT', env.PORT, 4000, 0, 65_535),
    host: env.HOST || '0.0.0.0',
    databaseUrl: databaseUrl(env.DATABASE_URL),
    dataDir: env.PLENARY_DATA_DIR ? resolve(env.PLENARY_DATA_DIR) : null,
    origin: origin(env.PLENARY_ORIGIN),
    smtpUrl: smtpUrl(env.PLENARY_SMTP_URL),
    mailFrom: env.PLENARY_MAIL_FROM || 'Plenary <plenary@localhost>',
    proxies: wholeNumber('PLENARY_TRUST_PROXY', env.PLENARY_TRUST_PROXY, 0, 0, 10),
    signUpsPerHour: wholeNumber(
      'PLENARY_SIGN_UPS_PER_HOUR',
      env.PLENARY_SIGN_UPS_PER_HOUR,
      1_000,
      1,
      1_000_000,
    ),
    logLevel: logLevel(env.PLENARY_LOG_LEVEL),
    limits: limits(env),
    trustedDocumentsOnly: flag('PLENARY_TRUSTED_DOCUMENTS_ONLY', env.PLENARY_TRUSTED_DOCUMENTS_ONLY),
    metrics: metrics(env),
    drainSeconds: wholeNumber('PLENARY_DRAIN_SECONDS', env.PLENARY_DRAIN_SECONDS, 0, 0, 300),
  };
}

/** The defaults let the web client through many times over, and a full hall behind one router. */
function limits(env: NodeJS.ProcessEnv): Limits {
  const kB = 1_024;
  return {
    characters: wholeNumber(
      'PLENARY_QUERY_CHARACTERS',
      env.PLENARY_QUERY_CHARACTERS,
      20_000,
      4_000,
      1_000_000,
    ),
    tokens: wholeNumber('PLENARY_QUERY_TOKENS', env.PLENARY_QUERY_TOKENS, 2_000, 500, 100_000),
    depth: wholeNumber('PLENARY_QUERY_DEPTH', env.PLENARY_QUERY_DEPTH, 16, 8, 50),
    aliases: wholeNumber('PLENARY_QUERY_ALIASES', env.PLENARY_QUERY_ALIASES, 30, 5, 10_000),
    directives: wholeNumber('PLENARY_QUERY_DIRECTIVES', env.PLENARY_QUERY_DIRECTIVES, 20, 0, 1_000),
    rootFields: wholeNumber('PLENARY_QUERY_ROOT_FIELDS', env.PLENARY_QUERY_ROOT_FIELDS, 20, 2, 1_000),
    cost: wholeNumber('PLENARY_QUERY_COST', env.PLENARY_QUERY_COST, 20_000, 12_000, 10_000_000),
    bodyOfMember: wholeNumber('PLENARY_BODY_KB', env.PLENARY_BODY_KB, 20_480, 100, 1_000_000) * kB,
    bodyOfStranger: wholeNumber('PLENARY_BODY_KB_STRANGER', env.PLENARY_BODY_KB_STRANGER, 64, 16, 1_000) * kB,
    requestsOfPerson: wholeNumber(
      'PLENARY_REQUESTS_PER_MINUTE',
      env.PLENARY_REQUESTS_PER_MINUTE,
      1_200,
      60,
      10_000_000,
    ),
    requestsOfAddress: wholeNumber(
      'PLENARY_REQUESTS_PER_MINUTE_STRANGERS',
      env.PLENARY_REQUESTS_PER_MINUTE_STRANGERS,
      6_000,
      60,
      10_000_000,
    ),
  };
}

function metrics(env: NodeJS.ProcessEnv): Config['metrics'] {
  if (!env.PLENARY_METRICS_PORT) return null;
  const port = wholeNumber('PLENARY_METRICS_PORT', env.PLENARY_METRICS_PORT, 0, 0, 65_535);
  return { port, host: env.PLENARY_METRICS_HOST || '127.0.0.1' };
}

function wholeNumber(
  name: string,
  text: string | undefined,
  otherwise: number,
  min: number,
  max: number,
): number {
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new StartupError(`${name} is "${text}": set it to a number from ${min} to ${max}.`);
  }
  return value;
}

function databaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw new StartupError(
      'DATABASE_URL is not an address like postgres://user:password@host:5432/database: correct it, or unset it to use the embedded PostgreSQL.',
    );
  }
  return text;
}

function origin(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) {
    throw new StartupError(
      `PLENARY_ORIGIN is "${text}": set it to the address members open, like https://vote.example.org.`,
    );
  }
  if (url.protocol === 'http:' && url.hostname !== 'localhost') {
    throw new StartupError(
      `PLENARY_ORIGIN is "${text}": browsers allow passkeys only over https (or on http://localhost), so put TLS in front and set the https address.`,
    );
  }
  return url.origin;
}

function smtpUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (!URL.canParse(text) || !/^smtps?:$/.test(new URL(text).protocol)) {
    throw new StartupError(
      'PLENARY_SMTP_URL is not an address like smtps://user:password@mail.example.org: correct it, or unset it to run without mail.',
    );
  }
  return text;
}

function flag(name: string, text: string | undefined): boolean {
  if (!text || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new StartupError(`${name} is "${text}": set it to 1 or 0.`);
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function logLevel(text: string | undefined): string {
  if (!text) return 'info';
  if (!LEVELS.includes(text))
    throw new StartupError(`PLENARY_LOG_LEVEL is "${text}": set it to one of ${LEVELS.join(', ')}.`);
  return text;
}
