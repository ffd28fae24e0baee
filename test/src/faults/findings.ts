/** What a run did, in numbers, and what it found wrong, in words. */
export class Findings {
  readonly #counts = new Map<string, number>();
  readonly wrong: string[] = [];

  constructor(names: readonly string[]) {
    for (const name of names) this.#counts.set(name, 0);
  }

  add(name: string, times = 1): void {
    this.#counts.set(name, this.of(name) + times);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Something that must never be. */
  violation(name: string, what: string): void {
    this.add(name);
    this.wrong.push(`${name}: ${what}`);
  }

  table(): string {
    const width = Math.max(...[...this.#counts.keys()].map(({ length }) => length));
    return [...this.#counts].map(([name, times]) => `${name.padEnd(width)}  ${times}`).join('\n');
  }
}
