// Loaded into a service process before everything else: its own clock goes wrong by so many milliseconds.
const shift = Number(process.env.PLENARY_TEST_SHIFT_MS);
const Right = Date;

class ShiftedDate extends Right {
  constructor(...given: [] | ConstructorParameters<typeof Right>) {
    if (given.length === 0) super(Right.now() + shift);
    else super(...(given as [number]));
  }

  static override now(): number {
    return Right.now() + shift;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;

export {};
