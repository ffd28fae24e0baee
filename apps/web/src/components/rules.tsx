import type { RuleSection } from '../graphql/generated/shared.ts';
import { Section } from './page.tsx';

/** Bylaws as one reads them: a label and a sentence each. */
export function Rules({ sections }: { readonly sections: readonly RuleSection[] }) {
  return sections.map((section) => (
    <Section key={section.name} title={section.label}>
      <dl className="facts">
        {section.rules.map((rule) => (
          <div key={rule.path}>
            <dt>{rule.label}</dt>
            <dd>{rule.text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  ));
}
