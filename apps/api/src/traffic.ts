import type { ServerResponse } from 'node:http';

/** The requests of one process that are being answered, and whether it takes more of them. */
export class Traffic {
  #underWay = 0;
  #waiting: (() => void)[] = [];
  #phase: 'open' | 'leaving' | 'closed' = 'open';

  /** False from the moment on at which the service was told to stop. */
  get open(): boolean {
    return this.#phase === 'open';
  }

  /** True once new requests are turned away. */
  get closed(): boolean {
    return this.#phase === 'closed';
  }

  /** Counts a request until its answer is out or its connection gone, whichever comes first. */
  begin(response: ServerResponse): void {
    this.#underWay++;
    response.once('close', () => {
      this.#underWay--;
      if (this.#underWay === 0) for (const tell of this.#waiting.splice(0)) tell();
    });
  }

  leave(): void {
    if (this.#phase === 'open') this.#phase = 'leaving';
  }

  close(): void {
    this.#phase = 'closed';
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.#underWay === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}
