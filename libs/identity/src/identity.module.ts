import { Logger, Module } from '@nestjs/common';
import { Database, UnitOfWork } from '@plenary/platform';
import type { IdentityPorts } from './application/ports.js';
import { AccessResolver } from './graphql/access.resolver.js';
import { IDENTITY_PORTS } from './graphql/identity-ports.js';
import { MeResolver } from './graphql/me.resolver.js';
import { PasskeyResolver } from './graphql/passkey.resolver.js';
import { PassphraseResolver } from './graphql/passphrase.resolver.js';
import { RecoveryResolver } from './graphql/recovery.resolver.js';
import { Attempts } from './persistence/attempts.js';
import {
  IDENTITY_CONFIG,
  type IdentityConfig,
  ON_PERSON_RECOVERED,
  type OnPersonRecovered,
  PLACEHOLDER_SOURCE,
  type PlaceholderSource,
  RECOVERY_WITNESS,
  type RecoveryWitness,
} from './ports.js';

/**
 * Persons and how they sign in. Needs, provided globally: Database, UnitOfWork, Feed, IDENTITY_CONFIG,
 * PLACEHOLDER_SOURCE, RECOVERY_WITNESS, ON_PERSON_RECOVERED.
 */
@Module({
  providers: [
    {
      provide: IDENTITY_PORTS,
      inject: [
        Database,
        UnitOfWork,
        IDENTITY_CONFIG,
        PLACEHOLDER_SOURCE,
        RECOVERY_WITNESS,
        ON_PERSON_RECOVERED,
      ],
      useFactory: (
        db: Database,
        work: UnitOfWork,
        config: IdentityConfig,
        placeholders: PlaceholderSource,
        witness: RecoveryWitness,
        onRecovered: OnPersonRecovered,
      ): IdentityPorts => {
        const attempts = new Attempts(db, { signUpByAddress: config.signUpsPerHour });
        const logger = new Logger('Mail');
        // The error of a mail server may quote the address: its kind is enough to mend it.
        const mailFailed = (error: unknown) =>
          logger.error(
            `A mail could not be handed over: ${(error as { code?: string }).code ?? 'unknown reason'}`,
          );
        return { db, work, config, attempts, placeholders, witness, onRecovered, mailFailed };
      },
    },
    MeResolver,
    PasskeyResolver,
    PassphraseResolver,
    RecoveryResolver,
    AccessResolver,
  ],
})
export class IdentityModule {}
