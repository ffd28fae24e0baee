import type { DueTask, Sql } from '@plenary/platform';

/**
 * A clock for one transaction, which begins in the past and catches up with the present: weeks of an assembly's life
 * are entered as they would have happened, with their real notice periods and votes, and without waiting for any.
 * It lies in a schema before the product's own in this transaction's search path, and the transaction drops it again:
 * no other connection ever sees it, and what is left behind knows the one clock alone.
 */
export class PastClock {
  private constructor(
    readonly sql: Sql,
    /** What becomes due by itself: polls that open and close, meetings that begin and end. */
    readonly tasks: readonly DueTask[],
    /** The present, when the transaction began. */
    readonly present: Date,
    /** When the day of the present began, and each of the days before and after it, in the assembly's time zone. */
    readonly midnights: ReadonlyMap<number, Date>,
  ) {}

  static async start(
    sql: Sql,
    tasks: readonly DueTask[],
    timeZone: string,
    daysAgo: number,
  ): Promise<PastClock> {
    const { now } = await sql.one<{ now: Date }>('SELECT plenary_now() AS now');
    const days = await sql.query<{ ago: number; at: Date }>(
      `SELECT ago, (date_trunc('day', $1::timestamptz AT TIME ZONE $2) - make_interval(days => ago)) AT TIME ZONE $2 AS at
       FROM generate_series(-90, 60) AS ago`,
      [now, timeZone],
    );
    await sql.run('CREATE SCHEMA plenary_sample');
    await sql.run(
      `CREATE FUNCTION plenary_sample.plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
       $$SELECT public.plenary_now() + current_setting('plenary_sample.shift')::interval$$`,
    );
    await sql.run(`SELECT set_config('plenary_sample.shift', make_interval(days => -$1::int)::text, true)`, [
      daysAgo,
    ]);
    await sql.run('SET LOCAL search_path = plenary_sample, public');
    return new PastClock(sql, tasks, now, new Map(days.map(({ ago, at }) => [ago, at])));
  }

  /** `day(3, '18:30')`: three days ago; a day to come is negative. */
  day(ago: number, time: string): Date {
    const [hours, minutes] = time.split(':').map(Number) as [number, number];
    return new Date(this.midnights.get(ago)!.getTime() + (hours * 60 + minutes) * 60_000);
  }

  async now(): Promise<Date> {
    return (await this.sql.one<{ now: Date }>('SELECT plenary_now() AS now')).now;
  }

  /** Goes on to an instant, never back but for what entering took, and lets everything happen on the way that becomes due by itself. */
  async goTo(at: Date): Promise<void> {
    if (at.getTime() < (await this.now()).getTime() - 60_000)
      throw new Error(`the story goes back, to ${at.toISOString()}`);
    for (;;) {
      const next = await this.#nextDue();
      if (next === null || next.due > at) break;
      await this.#set(next.due);
      await next.task.runDue();
    }
    await this.#set(at);
  }

  /** Ends the past: from here on the transaction has the time that everybody has. */
  async stop(): Promise<void> {
    await this.sql.run('SET LOCAL search_path = public');
    await this.sql.run('DROP SCHEMA plenary_sample CASCADE');
  }

  async #nextDue(): Promise<{ task: DueTask; due: Date } | null> {
    let next: { task: DueTask; due: Date } | null = null;
    for (const task of this.tasks) {
      const due = await task.nextDue(this.sql);
      if (due !== null && (next === null || due < next.due)) next = { task, due };
    }
    return next;
  }

  /** A millisecond more, since the database counts finer than we do: what is due at that instant is due. */
  async #set(at: Date): Promise<void> {
    await this.sql.run(
      `SELECT set_config('plenary_sample.shift', greatest($1::timestamptz + interval '1 ms', plenary_now()) - public.plenary_now() || '', true)`,
      [at],
    );
  }
}
