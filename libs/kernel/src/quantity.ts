const MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1_440 };

/** A number of the bylaws with its unit, as people say it: '7 days' for 168 hours, '1 member', '40 %'. */
export function quantity(value: number, unit: string): string {
  if (unit === 'percent') return `${value} %`;
  const minutes = value * (MINUTES[unit] ?? 0);
  if (minutes > 0) {
    if (minutes % 1_440 === 0) return counted(minutes / 1_440, 'days');
    return minutes % 60 === 0 ? counted(minutes / 60, 'hours') : counted(minutes, 'minutes');
  }
  return counted(value, unit);
}

function counted(value: number, unit: string): string {
  return `${value} ${value === 1 ? unit.replace(/s$/, '') : unit}`.trim();
}
