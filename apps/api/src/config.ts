import type { PushService } from '@plenary/identity';
import type { Limits } from './limits/limits.js';
import { VARIABLES } from './variables.js';

/** What the environment sets. Every variable is declared in variables.ts, read here and nowhere else. */
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
  /** How notifications are pushed; null: not at all. */
  readonly push: {
    readonly services: readonly PushService[];
    /** The private key; null for the one in the database. */
    readonly key: string | null;
    /** Whom a push service turns to; null: the address members open. */
    readonly subject: string | null;
  } | null;
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
  const read = <Name extends keyof typeof VARIABLES>(name: Name) =>
    VARIABLES[name].read(name, env[name]) as ReturnType<(typeof VARIABLES)[Name]['read']>;
  const metricsPort = read('PLENARY_METRICS_PORT');
  const metricsHost = read('PLENARY_METRICS_HOST');
  const pushServices = read('PLENARY_PUSH_SERVICES');
  const [pushKey, pushSubject] = [read('PLENARY_PUSH_KEY'), read('PLENARY_PUSH_SUBJECT')];
  const kiB = 1_024;
  return {
    port: read('PORT'),
    host: read('HOST'),
    databaseUrl: read('DATABASE_URL'),
    dataDir: read('PLENARY_DATA_DIR'),
    origin: read('PLENARY_ORIGIN'),
    smtpUrl: read('PLENARY_SMTP_URL'),
    mailFrom: read('PLENARY_MAIL_FROM'),
    push: pushServices === null ? null : { services: pushServices, key: pushKey, subject: pushSubject },
    proxies: read('PLENARY_TRUST_PROXY'),
    signUpsPerHour: read('PLENARY_SIGN_UPS_PER_HOUR'),
    logLevel: read('PLENARY_LOG_LEVEL'),
    limits: {
      characters: read('PLENARY_QUERY_CHARACTERS'),
      tokens: read('PLENARY_QUERY_TOKENS'),
      depth: read('PLENARY_QUERY_DEPTH'),
      aliases: read('PLENARY_QUERY_ALIASES'),
      directives: read('PLENARY_QUERY_DIRECTIVES'),
      rootFields: read('PLENARY_QUERY_ROOT_FIELDS'),
      cost: read('PLENARY_QUERY_COST'),
      bodyOfMember: read('PLENARY_BODY_KB') * kiB,
      bodyOfStranger: read('PLENARY_BODY_KB_STRANGER') * kiB,
      requestsOfPerson: read('PLENARY_REQUESTS_PER_MINUTE'),
      requestsOfAddress: read('PLENARY_REQUESTS_PER_MINUTE_STRANGERS'),
    },
    trustedDocumentsOnly: read('PLENARY_TRUSTED_DOCUMENTS_ONLY'),
    metrics: metricsPort === null ? null : { port: metricsPort, host: metricsHost },
    drainSeconds: read('PLENARY_DRAIN_SECONDS'),
  };
}
