/** What a reminder says. */
export interface Reminded {
  readonly task: string;
  readonly assembly: string;
  readonly assemblyId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The zone of the assembly's clocks. */
  readonly zone: string;
  readonly hours: number;
}

/** The mail for one shift. In the assembly's time, with its zone beside it; @param origin the address members open. */
export function reminderMail(
  { task, assembly, assemblyId, startsAt, endsAt, zone, hours }: Reminded,
  origin: string,
): { readonly subject: string; readonly text: string } {
  const at = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(date);
  const day = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const begins = `${at(startsAt, day)}, ${at(startsAt, time)}`;
  const ends = at(endsAt, day) === at(startsAt, day) ? at(endsAt, time) : at(endsAt, { ...day, ...time });
  const before = hours === 1 ? 'an hour' : `${hours} hours`;
  return {
    subject: oneLine(`Your shift: ${task}`),
    text: `${oneLine(task)}, in ${oneLine(assembly)}\n${begins} to ${ends} (${zone})\n\nTo say that you come, to swap it or to give it up:\n${origin}/a/${assemblyId}/rota\n\nYou asked to be reminded ${before} before each shift. On that page you can stop it.\n`,
  };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
