/** A push service that this server talks to. */
export type PushService =
  /** https on the standard port, at this name or, for one that began with `*.`, at any name below it. */
  | { readonly name: string; readonly below: boolean }
  /** Exactly this origin: http on this very machine, for trying things out. */
  | { readonly origin: string };

const NAME = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** The services that a text lists with commas between them; null where one of them is none. */
export function readPushServices(text: string): PushService[] | null {
  const read = text
    .split(',')
    .map((each) => each.trim())
    .map((each): PushService | null => {
      if (URL.canParse(each)) {
        const { origin, protocol, hostname } = new URL(each);
        return protocol === 'http:' && LOOPBACK.includes(hostname) && origin === each ? { origin } : null;
      }
      const below = each.startsWith('*.');
      const name = each.slice(below ? 2 : 0).toLowerCase();
      return NAME.test(name) ? { name, below } : null;
    });
  return read.every((each) => each !== null) ? read : null;
}

/**
 * Where to push to, in its one spelling; null for what is at none of these services. Whatever a browser says its
 * address is, this server then asks nobody but them.
 */
export function readEndpoint(given: string, services: readonly PushService[]): string | null {
  if (!URL.canParse(given)) return null;
  const { href, origin, protocol, hostname, port, username, password, hash } = new URL(given);
  if (username !== '' || password !== '' || hash !== '') return null;
  const known = services.some((service) =>
    'origin' in service
      ? service.origin === origin
      : protocol === 'https:' &&
        port === '' &&
        (service.below ? hostname.endsWith(`.${service.name}`) : hostname === service.name),
  );
  return known ? href : null;
}
