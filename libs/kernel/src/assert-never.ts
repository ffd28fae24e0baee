/** Ends an exhaustive switch: adding a case without handling it does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
