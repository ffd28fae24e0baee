/** Injection token of the SamplePorts: what the use cases that the sample goes through need. */
export const SAMPLE_PORTS = Symbol('SAMPLE_PORTS');
