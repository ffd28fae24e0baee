import { quantity } from '@plenary/kernel';

interface Rule {
  readonly label: string;
  readonly text: string;
  readonly value: number | null;
  readonly unit: string | null;
}

/** What a rule says; a number with its unit as people say it: '7 days' for 168 hours, '1 member'. */
export function ruleWords({ text, value, unit }: Rule): string {
  if (value === null || unit === null) return text;
  if (value === 0) return 'none';
  return quantity(value, unit);
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
