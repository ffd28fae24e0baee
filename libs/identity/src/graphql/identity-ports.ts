/** The injection token of what this context's use cases work with. */
export const IDENTITY_PORTS = Symbol('IDENTITY_PORTS');
