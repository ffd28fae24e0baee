import type { Pusher } from '@plenary/identity';

/** What the composition tells the rota of the server. */
export interface RotationPorts {
  /** Whether the server can send mail. */
  readonly hasMail: boolean;
  /** Null on a server that pushes nothing. */
  readonly pusher: Pusher | null;
}
export const ROTATION_PORTS = Symbol('ROTATION_PORTS');
