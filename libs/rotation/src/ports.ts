/** What the composition tells the rota of the server. */
export interface RotationPorts {
  /** Whether the server can send mail. */
  readonly hasMail: boolean;
}
export const ROTATION_PORTS = Symbol('ROTATION_PORTS');
