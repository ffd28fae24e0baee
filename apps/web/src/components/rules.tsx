import type { RuleSection } from '../graphql/generated/shared.ts';
import { bySubject, ruleWords } from '../logic/rule-words.ts';
import { Section } from './page.tsx';

/** Bylaws as one reads them: a label and a sentence each, with the numbers of one thing under it. */
export function Rules({ sections }: { readonly sections: readonly RuleSection[] }) {
  return sections.map((section) => (
    <Section key={section.name} title={section.label}>
      <dl className="facts">
        {bySubject(section.rules).map(({ subject, details }) => (
          <div key={subject.path}>
            <dt>{subject.label}</dt>
            <dd>
              {ruleWords(subject)}
              {details.length > 0 && (
                <ul className="small muted">
                  {details.map(({ what, rule }) => (
                    <li key={rule.path}>
                      {what}: {ruleWords(rule)}
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  ));
}
