import { resolve } from 'node:path';
import { StartupError } from '@plenary/platform';

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
  /** True behind a reverse proxy that sets X-Forwarded-For and X-Forwarded-Proto. */
  readonly trustProxy: boolean;
  /** New sign-ins from one address in an hour. */
  readonly signUpsPerHour: number;
  /** The least grave line that the log takes. */
  readonly logLevel: string;
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
    trustProxy: flag('PLENARY_TRUST_PROXY', env.PLENARY_TRUST_PROXY),
    signUpsPerHour: wholeNumber(
      'PLENARY_SIGN_UPS_PER_HOUR',
      env.PLENARY_SIGN_UPS_PER_HOUR,
      1_000,
      1,
      1_000_000,
    ),
    logLevel: logLevel(env.PLENARY_LOG_LEVEL),
  };
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
