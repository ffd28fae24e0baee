import { registerEnumType } from '@nestjs/graphql';
import { InstructionPositionEnum, SignatureRuleEnum, VacancyRuleEnum } from '@plenary/motion';
import type { ActPosition } from '../domain/act.js';
import type { InstructionPosition } from '../domain/mandate.js';
import type { SignatureRule, VacancyRule } from '../domain/office-rules.js';
import type { Band } from '../domain/recall.js';
import type { TermEnd, TermSource } from '../domain/term.js';

// The same words below, where the effect of a motion takes them.
VacancyRuleEnum satisfies Record<Uppercase<VacancyRule>, VacancyRule>;
InstructionPositionEnum satisfies Record<Uppercase<InstructionPosition>, InstructionPosition>;
SignatureRuleEnum satisfies Record<Uppercase<SignatureRule>, SignatureRule>;

export { InstructionPositionEnum, SignatureRuleEnum, VacancyRuleEnum };

export const TermSourceEnum = {
  ELECTED: 'elected',
  ALTERNATE: 'alternate',
  COUNTBACK: 'countback',
} as const satisfies Record<Uppercase<TermSource>, TermSource>;
registerEnumType(TermSourceEnum, {
  name: 'TermSource',
  description: 'How a member came to a seat.',
  valuesMap: {
    ELECTED: { description: 'Elected to it.' },
    ALTERNATE: { description: 'Called from the order of those who follow.' },
    COUNTBACK: { description: 'Found by a countback of the papers that had filled the seat.' },
  },
});

export const TermEndEnum = {
  RECALLED_BY_SIGNATURES: 'recalled_by_signatures',
  RECALLED_BY_MOTION: 'recalled_by_motion',
  RESIGNED: 'resigned',
  LEFT: 'left',
  OVER: 'over',
  DECLINED: 'declined',
  NOT_ACCEPTED: 'not_accepted',
  ABOLISHED: 'abolished',
  ANNULLED: 'annulled',
} as const satisfies Record<Uppercase<TermEnd>, TermEnd>;
registerEnumType(TermEndEnum, {
  name: 'TermEnd',
  description: 'Why a member no longer holds a seat.',
  valuesMap: {
    RECALLED_BY_SIGNATURES: { description: 'More than half of the members withdrew their confidence.' },
    RECALLED_BY_MOTION: { description: 'The assembly recalled them by a motion.' },
    RESIGNED: { description: 'They gave it up.' },
    LEFT: { description: 'They are no longer a member.' },
    OVER: { description: 'The term was over.' },
    DECLINED: { description: 'They did not want the seat.' },
    NOT_ACCEPTED: { description: 'They did not accept it in time.' },
    ABOLISHED: { description: 'The office was abolished.' },
    ANNULLED: { description: 'The election was annulled.' },
  },
});

export const ActPositionEnum = {
  SUPPORTED: 'supported',
  OPPOSED: 'opposed',
  ABSTAINED: 'abstained',
  DECIDED: 'decided',
  REFERRED_BACK: 'referred_back',
} as const satisfies Record<Uppercase<ActPosition>, ActPosition>;
registerEnumType(ActPositionEnum, {
  name: 'ActPosition',
  description: 'What a delegate did about a matter.',
  valuesMap: {
    SUPPORTED: { description: 'Supported it.' },
    OPPOSED: { description: 'Opposed it.' },
    ABSTAINED: { description: 'Took no side.' },
    DECIDED: { description: 'Agreed to figures or terms.' },
    REFERRED_BACK: { description: 'Decided nothing, and brought it back to the assembly.' },
  },
});

export const VerdictEnum = { WITHIN: 'within', OUTSIDE: 'outside' } as const;
registerEnumType(VerdictEnum, {
  name: 'Verdict',
  description: 'How an act stands to the mandate. One that contradicts an instruction was refused.',
  valuesMap: {
    WITHIN: { description: 'It does what the mandate says.' },
    OUTSIDE: { description: 'The mandate does not say it: marked, and shown to the members.' },
  },
});

export const ReportOutcomeEnum = { ACCEPTED: 'accepted', CENSURED: 'censured' } as const;
registerEnumType(ReportOutcomeEnum, {
  name: 'ReportOutcome',
  description: 'What the assembly said of a report, by a motion.',
  valuesMap: { ACCEPTED: { description: 'Accepted it.' }, CENSURED: { description: 'Censured it.' } },
});

export const BandEnum = {
  LESS_THAN_HALF: 'less_than_half',
  HALF_OR_MORE: 'half_or_more',
  REACHED: 'reached',
} as const satisfies Record<Uppercase<Band>, Band>;
registerEnumType(BandEnum, {
  name: 'RecallBand',
  description:
    'How far secret signatures are from what the next step needs, as refreshed at the last midnight.',
  valuesMap: {
    LESS_THAN_HALF: { description: 'Less than half of what is needed, or none.' },
    HALF_OR_MORE: { description: 'Half of what is needed, or more.' },
    REACHED: { description: 'Reached: a recall vote was opened.' },
  },
});

export const CrossingKindEnum = { POLL: 'poll', RECALL: 'recall' } as const;
registerEnumType(CrossingKindEnum, {
  name: 'RecallCrossingKind',
  description: 'What a crossing of secret signatures did.',
  valuesMap: {
    POLL: { description: 'It opened a recall vote.' },
    RECALL: { description: 'It emptied the seat.' },
  },
});
