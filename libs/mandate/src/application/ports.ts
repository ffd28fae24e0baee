import type { MotionPorts } from '@plenary/motion';

/** What the use cases of mandates need. */
export interface MandatePorts {
  /** Motions as the application composed them: the effects of this context are among them, so it is asked late. */
  motions(): MotionPorts;
}

/** Injection token of the MandatePorts that the application composes. */
export const MANDATE_PORTS = Symbol('MANDATE_PORTS');
