import type { Database, UnitOfWork } from '@plenary/platform';
import type { Attempts } from '../persistence/attempts.js';
import type { IdentityConfig, OnPersonRecovered, PlaceholderSource, RecoveryWitness } from '../ports.js';

/** What the use cases of this context work with. */
export interface IdentityPorts {
  readonly db: Database;
  readonly work: UnitOfWork;
  readonly config: IdentityConfig;
  readonly attempts: Attempts;
  readonly placeholders: PlaceholderSource;
  readonly witness: RecoveryWitness;
  readonly onRecovered: OnPersonRecovered;
  /** Told when a mail could not be handed over; nobody waits for it. */
  readonly mailFailed: (error: unknown) => void;
}

/** Who asks before anybody is signed in. */
export interface Visitor {
  /** The network the request came from, as attempts are counted. */
  readonly network: string;
  /** How a session from here is named to its owner. */
  readonly device: string;
}
