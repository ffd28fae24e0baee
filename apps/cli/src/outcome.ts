/** What the terminal is told, and the exit code: 0 done or it holds, 1 not, 2 it could not be read or understood. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}
