import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How long a helper may take to answer, in milliseconds. */
const PATIENCE = 120_000;

/** A process of the measurement's own that does what it is asked, one thing at a time. */
export class Helper {
  readonly #child: ChildProcess;

  /** @param file the compiled module beside this one, which calls `serve`. */
  constructor(file: string) {
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
  }

  /** @throws what the helper threw, or when it ends or does not answer. */
  ask<T>(task: string, argument: unknown = null): Promise<T> {
    return new Promise((resolve, reject) => {
      const over = (settle: () => void) => {
        clearTimeout(timer);
        this.#child.off('message', answered).off('exit', gone);
        settle();
      };
      const answered = (message: { value?: T; error?: string }) =>
        over(() =>
          message.error === undefined ? resolve(message.value as T) : reject(new Error(message.error)),
        );
      const gone = () => over(() => reject(new Error(`the helper ended before it did '${task}'`)));
      const timer = setTimeout(
        () => over(() => reject(new Error(`the helper did not do '${task}' in time`))),
        PATIENCE,
      );
      this.#child.on('message', answered).on('exit', gone);
      this.#child.send({ task, argument });
    });
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}

/** The helper's end: what it can be asked for, by name. */
export function serve(tasks: Readonly<Record<string, (argument: never) => unknown>>): void {
  process.on('message', async ({ task, argument }: { task: string; argument: never }) => {
    try {
      process.send!({ value: await tasks[task]!(argument) });
    } catch (error) {
      process.send!({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
}

/** Nanoseconds of a clock that all processes of one machine share and nobody sets. */
export function instant(): bigint {
  return process.hrtime.bigint();
}

export function millisecondsBetween(from: bigint, to: bigint): number {
  return Number(to - from) / 1e6;
}
