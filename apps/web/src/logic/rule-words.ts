import { plural } from './when.ts';

interface Rule {
  readonly label: string;
  readonly text: string;
  readonly value: number | null;
  readonly unit: string | null;
}

const MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1_440 };

/** What a rule says; a number with its unit as people say it: '7 days' for 168 hours, '1 member'. */
export function ruleWords({ text, value, unit }: Rule): string {
  if (value === null || unit === null) return text;
  if (value === 0) return 'none';
  const minutes = MINUTES[unit];
  if (minutes !== undefined) return lengthOf(value * minutes);
  if (unit === 'percent') return `${value} %`;
  return unit.endsWith('s') ? plural(value, unit.slice(0, -1)) : text;
}

function lengthOf(minutes: number): string {
  if (minutes % 1_440 === 0) return plural(minutes / 1_440, 'day');
  if (minutes % 60 === 0) return plural(minutes / 60, 'hour');
  return plural(minutes, 'minute');
}

/** Rules that are about one thing together: 'Suspending a member', then 'Suspending a member: seconders'. */
export function bySubject<Each extends Rule>(
  rules: readonly Each[],
): readonly {
  readonly subject: Each;
  readonly details: readonly { readonly what: string; readonly rule: Each }[];
}[] {
  const subjects = rules.filter((rule) => !rules.some((other) => rule.label.startsWith(`${other.label}: `)));
  return subjects.map((subject) => ({
    subject,
    details: rules
      .filter((rule) => rule.label.startsWith(`${subject.label}: `))
      .map((rule) => ({ what: rule.label.slice(subject.label.length + 2), rule })),
  }));
}
