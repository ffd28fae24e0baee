import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { messageForLog, withoutValues } from './logger.js';

// What the framework reports about a request that failed is logged once, by formatError, with the caller's number.
const REPEATED = new Set(['ExceptionsHandler', 'NestApplication']);

/** The framework's log lines, in the one structured log. */
export function nestLogger(logger: Logger): LoggerService {
  const line =
    (write: (fields: object, message: string) => void) =>
    (message: unknown, ...rest: unknown[]) => {
      const context = String(rest.at(-1) ?? 'Nest');
      if (REPEATED.has(context)) return;
      if (message instanceof Error) write({ context, err: message }, messageForLog(message));
      else write({ context }, withoutValues(String(message)));
    };
  const quiet = line((fields, message) => logger.debug(fields, message));
  return {
    log: quiet,
    debug: quiet,
    verbose: quiet,
    warn: line((fields, message) => logger.warn(fields, message)),
    error: line((fields, message) => logger.error(fields, message)),
    fatal: line((fields, message) => logger.fatal(fields, message)),
  };
}
