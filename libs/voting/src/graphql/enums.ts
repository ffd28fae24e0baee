import { registerEnumType } from '@nestjs/graphql';

export const TierEnum = { ROLL_CALL: 'roll_call', SECRET: 'secret' } as const;
registerEnumType(TierEnum, {
  name: 'Tier',
  description: 'Who could learn a vote.',
  valuesMap: {
    ROLL_CALL: { description: 'Members see who voted how; a ballot can be changed until the close.' },
    SECRET: { description: 'Nobody can look a vote up later; the first ballot is final.' },
  },
});

export const MethodEnum = { YES_NO: 'yes_no', CONSENSUS: 'consensus' } as const;
registerEnumType(MethodEnum, {
  name: 'PollMethod',
  description: 'How a question is answered.',
  valuesMap: {
    YES_NO: { description: 'For, against, abstain.' },
    CONSENSUS: { description: 'Agree, stand aside, block, abstain.' },
  },
});

export const PollStateEnum = { DRAFT: 'draft', OPEN: 'open', CLOSED: 'closed', VOID: 'void' } as const;
registerEnumType(PollStateEnum, {
  name: 'PollState',
  description: 'Where a poll is in its life.',
  valuesMap: {
    DRAFT: { description: 'Not open yet; its roll can be looked at.' },
    OPEN: { description: 'Opened. Ballots are taken until `closesAt`; the result follows within moments.' },
    CLOSED: { description: 'Counted: it has a result.' },
    VOID: { description: 'Ended without a result.' },
  },
});

export const AnswerEnum = {
  YES: 'yes',
  NO: 'no',
  ABSTAIN: 'abstain',
  STAND_ASIDE: 'stand_aside',
  BLOCK: 'block',
  BLANK: 'blank',
  SPOILT: 'spoilt',
} as const;
registerEnumType(AnswerEnum, {
  name: 'Answer',
  description: 'What a ballot can say.',
  valuesMap: {
    YES: { description: 'For; under consensus: I agree.' },
    NO: { description: 'Against. Not under consensus.' },
    ABSTAIN: { description: 'Cast, and for neither side.' },
    STAND_ASIDE: { description: 'Under consensus: let it carry without my support.' },
    BLOCK: { description: 'Under consensus: I stop it, as far as the rule lets me.' },
    BLANK: { description: 'An empty paper: cast, and for neither side.' },
    SPOILT: { description: 'A spoilt paper: cast, and for neither side.' },
  },
});

export const BaseEnum = {
  YES_AND_NO: 'yes_and_no',
  CAST: 'cast',
  PRESENT: 'present',
  ENTITLED: 'entitled',
} as const;
registerEnumType(BaseEnum, {
  name: 'RuleBase',
  description: 'What a share is taken of.',
  valuesMap: {
    YES_AND_NO: { description: 'The votes for and against.' },
    CAST: { description: 'Every vote cast: abstentions, blank and spoilt papers included.' },
    PRESENT: { description: 'Those present when the poll opened.' },
    ENTITLED: { description: 'Everybody on the roll.' },
  },
});

export const ComparisonEnum = { MORE_THAN: 'more_than', AT_LEAST: 'at_least' } as const;
registerEnumType(ComparisonEnum, {
  name: 'RuleComparison',
  description: 'How the votes for compare with a share.',
  valuesMap: {
    MORE_THAN: { description: 'Exactly the share is not enough.' },
    AT_LEAST: { description: 'Exactly the share is enough.' },
  },
});

export const WaitingForEnum = { PRESENCE: 'presence', QUORUM: 'quorum' } as const;
registerEnumType(WaitingForEnum, {
  name: 'PollWaitingFor',
  description: 'What a poll that is due waits for.',
  valuesMap: {
    PRESENCE: { description: 'Its rule counts those present: a meeting in session.' },
    QUORUM: { description: 'The meeting that it is put in is short of its quorum.' },
  },
});
