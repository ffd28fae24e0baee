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

  /** A request has come. */
  begin(): void {
    this.#underWay++;
  }

  /** Its answer is out, or its connection gone. */
  end(): void {
    this.#underWay--;
    if (this.#underWay === 0) for (const tell of this.#waiting.splice(0)) tell();
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
