// PostgreSQL's own codes for 'not now': it is going away, has no room or no disk, or gave a statement up.
const FROM_THE_SERVER = new Set([
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '25P03',
  '40001',
  '40P01',
  '53000',
  '53100',
  '53200',
  '53300',
  '53400',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '58030',
]);

const FROM_THE_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
]);

// What pg, its pool and TypeORM's query runner say without a code about a connection that is gone or mute.
const WITHOUT_A_CODE =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|is not queryable|Query runner already released|Driver not Connected/;

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;

/** The connection itself broke or went mute: nothing more can be said on it, and the server gives its transaction up. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (typeof code === 'string' && code !== '') return FROM_THE_SYSTEM.has(code);
  return error instanceof Error && WITHOUT_A_CODE.test(error.message);
}

/** The database is not there, or can't do it now: nothing was done, or a repeat is harmless. */
export function isUnavailable(error: unknown): boolean {
  return FROM_THE_SERVER.has(String(codeOf(error))) || isConnectionLost(error);
}
