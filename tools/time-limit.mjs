// Ends a run of the tests that does not end by itself, and names what was still running: a test has its own limit, which
// a file that never gives its turn away does not see.

import { ChildProcess } from 'node:child_process';

/** In minutes; the tests take some ten on two processors. */
const LIMIT = 75;

export default class TimeLimit {
  #running = new Set();
  #timer;

  onRunStart() {
    this.#timer = setTimeout(() => {
      console.error(
        `\nThe tests did not end in ${LIMIT} minutes. Still running: ${[...this.#running].join(', ')}`,
      );
      // A worker that never gives its turn away does not hear that it is over, and would keep the terminal.
      for (const handle of process._getActiveHandles())
        if (handle instanceof ChildProcess) handle.kill('SIGKILL');
      process.exit(1);
    }, LIMIT * 60_000);
  }

  onTestFileStart({ path }) {
    this.#running.add(path);
  }

  onTestFileResult({ path }) {
    this.#running.delete(path);
  }

  onRunComplete() {
    clearTimeout(this.#timer);
  }
}
