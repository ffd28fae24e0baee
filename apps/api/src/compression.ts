/** Bytes of an answer from which on it is compressed, where the client takes that. */
export const COMPRESSED_FROM = 1_024;
