import type { AssemblyPorts } from '../application/ports.js';

/** What the resolvers hand to the use cases: built by the module from what the application registered. */
export const ASSEMBLY_PORTS = Symbol('ASSEMBLY_PORTS');
export type { AssemblyPorts };
