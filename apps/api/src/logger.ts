import { AsyncLocalStorage } from 'node:async_hooks';
import pino, { type DestinationStream, type Logger } from 'pino';

const requests = new AsyncLocalStorage<{ readonly requestId: string }>();

/** Every line that is logged from here on within `next`, and in what it begins, carries the request's id. */
export function withRequestId(requestId: string, next: () => void): void {
  requests.run({ requestId }, next);
}

/**
 * The structured log: one JSON object a line. It holds no personal data, no choices, no variables and no secrets, so
 * errors are written by a list of what may be written, and never whole: a driver's error carries the row that it
 * failed on, a parser's the text that it could not read, GraphQL's the document.
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorForLog },
      mixin: () => requests.getStore() ?? {},
    },
    destination,
  );
}

// pg names the place in the schema apart from the values.
const PLACES = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine', 'syscall'] as const;

/** What may be written of an error. Pure. */
export function errorForLog(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { type: typeof error };
  const told: Record<string, string> = { type: error.name, message: messageForLog(error) };
  for (const key of PLACES) {
    const value = (error as Error & Partial<Record<string, unknown>>)[key];
    if (typeof value === 'string') told[key] = value;
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  if (frames.length > 0) told.stack = frames.map((line) => line.trim()).join('\n');
  if (error.cause instanceof Error) told.cause = `${error.cause.name}: ${messageForLog(error.cause)}`;
  return told;
}

/** What may be written of an error's message. PostgreSQL's own words hold values anywhere: its code stands for them. */
export function messageForLog(error: Error): string {
  const { severity, code } = error as { severity?: unknown; code?: unknown };
  return typeof severity === 'string' ? `PostgreSQL says ${String(code)}` : withoutValues(error.message);
}

/** A message without what stands in quotes or after a colon's parenthesis: values stand there, names of code too. */
export function withoutValues(message: string): string {
  return message
    .replace(/"[\s\S]*"|`[\s\S]*`|'[\s\S]*'/g, '"…"')
    .replace(/\([^)]*\)=\([\s\S]*\)/g, '(…)')
    .slice(0, 300);
}
