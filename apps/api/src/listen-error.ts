import { StartupError } from '@plenary/platform';
import type { Config } from './config.js';

/** What the operating system refused, as one sentence that says what to set. */
export function listenError(error: unknown, config: Config): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE')
    return new StartupError(
      `Port ${config.port} is taken by another program: stop it, or choose another port, like PORT=${config.port + 1} npm start.`,
    );
  if (code === 'EACCES')
    return new StartupError(
      `Port ${config.port} may not be opened by this user: choose one above 1023, like PORT=4000 npm start.`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartupError(
      `HOST is "${config.host}", which is no address of this machine: correct it, or unset it to listen on all.`,
    );
  return error;
}
