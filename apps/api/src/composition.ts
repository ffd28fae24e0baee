import type { DynamicModule, Type } from '@nestjs/common';
import {
  IDENTITY_CONFIG,
  type IdentityConfig,
  IdentityModule,
  ON_PERSON_RECOVERED,
  PLACEHOLDER_SOURCE,
  RECOVERY_WITNESS,
  smtpMailer,
} from '@plenary/identity';
import type { Infrastructure, Provided } from './app.module.js';
import type { Config } from './config.js';

export interface Composition {
  /** What each context asked for through its ports. */
  readonly provided: readonly Provided[];
  readonly modules: readonly (Type | DynamicModule)[];
  /** Addresses of the web client, which are all the same page. */
  readonly pages: readonly string[];
  start(): void;
  stop(): Promise<void>;
}

interface Surroundings extends Infrastructure {
  readonly config: Config;
  /** The address members open; known once the service listens. */
  address(): string;
}

/** Puts the contexts together: what a lower one needs from a higher one is handed to it here. */
export function compose({ config, address }: Surroundings): Composition {
  const identity: IdentityConfig = {
    origins: () => [address()],
    rpId: config.origin === null ? 'localhost' : new URL(config.origin).hostname,
    rpName: 'Plenary',
    mailer: config.smtpUrl === null ? null : smtpMailer(config.smtpUrl, config.mailFrom),
    signUpsPerHour: config.signUpsPerHour,
  };
  return {
    provided: [
      { provide: IDENTITY_CONFIG, useValue: identity },
      { provide: PLACEHOLDER_SOURCE, useValue: { placeholderOf: async () => null } },
      { provide: RECOVERY_WITNESS, useValue: {} },
      { provide: ON_PERSON_RECOVERED, useValue: {} },
    ],
    modules: [IdentityModule],
    pages: ['/join', '/sign-in'],
    start: () => undefined,
    stop: async () => undefined,
  };
}
