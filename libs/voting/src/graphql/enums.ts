import { registerEnumType } from '@nestjs/graphql';
import type { Method as ElectionMethod, Tie } from '@plenary/tally';

export const TierEnum = { ROLL_CALL: 'roll_call', SECRET: 'secret' } as const;
registerEnumType(TierEnum, {
  name: 'Tier',
  description: 'Who could learn a vote.',
  valuesMap: {
    ROLL_CALL: { description: 'Members see who voted how; a ballot can be changed until the close.' },
    SECRET: { description: 'Nobody can look a vote up later; the first ballot is final.' },
  },
});

/** The methods of libs/tally, as the schema names them. */
export const ElectionMethodEnum = {
  PLURALITY: 'plurality',
  BLOCK: 'block',
  APPROVAL: 'approval',
  SCORE: 'score',
  SCORE_MEDIAN: 'score-median',
  IRV: 'irv',
  STV_SCOTTISH: 'stv-scottish',
  STV_MEEK: 'stv-meek',
  STV_MEEK_EXACT: 'stv-meek-exact',
  STV_MEEK_NZ: 'stv-meek-nz',
  STV_ERS97: 'stv-ers97',
  SCHULZE: 'schulze',
  RANKED_PAIRS: 'ranked-pairs',
} as const satisfies Record<string, ElectionMethod>;
const ELECTION_METHODS: Record<keyof typeof ElectionMethodEnum, { description: string }> = {
  PLURALITY: { description: 'One mark; the most marks win. One seat.' },
  BLOCK: { description: 'As many marks as seats; the most marks win.' },
  APPROVAL: { description: 'A mark for everybody the voter agrees with; the most marks win.' },
  SCORE: { description: 'Scores from 0 to a maximum, added up.' },
  SCORE_MEDIAN: {
    description:
      'Scores from 0 to a maximum, of which the median counts; where medians are equal, majority judgement.',
  },
  IRV: { description: 'Instant run-off: a ranking, and the last one falls out each round. One seat.' },
  STV_SCOTTISH: { description: 'Single transferable vote by the Scottish rules (SSI 2007/42).' },
  STV_MEEK: { description: 'Single transferable vote by Meek’s method, nine decimals.' },
  STV_MEEK_EXACT: { description: 'Meek’s method with exact fractions.' },
  STV_MEEK_NZ: { description: 'Meek’s method by New Zealand’s schedule.' },
  STV_ERS97: { description: 'Single transferable vote by the ERS97 rules.' },
  SCHULZE: { description: 'A ranking; each is compared with each, by the strongest paths.' },
  RANKED_PAIRS: { description: 'A ranking; each is compared with each, the clearest majorities first.' },
};
registerEnumType(ElectionMethodEnum, {
  name: 'ElectionMethod',
  description: 'How a choice among candidates or options is counted.',
  valuesMap: ELECTION_METHODS,
});

export const MethodEnum = { YES_NO: 'yes_no', CONSENSUS: 'consensus', ...ElectionMethodEnum } as const;
registerEnumType(MethodEnum, {
  name: 'PollMethod',
  description: 'How a question is answered.',
  valuesMap: {
    YES_NO: { description: 'For, against, abstain.' },
    CONSENSUS: { description: 'Agree, stand aside, block, abstain.' },
    ...ELECTION_METHODS,
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

export const BallotOrderEnum = { FIXED: 'fixed', DRAWN: 'drawn' } as const;
registerEnumType(BallotOrderEnum, {
  name: 'BallotOrder',
  description: 'In which order voters find the candidates.',
  valuesMap: {
    FIXED: {
      description: 'Everybody in the same: members by their names, options as the mover listed them.',
    },
    DRAWN: { description: 'Each voter in an order of their own, drawn by lot; the same at every look.' },
  },
});

export const PaperKindEnum = { RANKING: 'ranking', MARKS: 'marks', SCORES: 'scores' } as const;
registerEnumType(PaperKindEnum, {
  name: 'PaperKind',
  description: 'What a paper of an election says.',
  valuesMap: {
    RANKING: { description: 'Candidates from the first preference down.' },
    MARKS: { description: 'The candidates marked.' },
    SCORES: { description: 'Scores for candidates.' },
  },
});

export const TieAboutEnum = {
  ELECT: 'elect',
  EXCLUDE: 'exclude',
  SURPLUS: 'surplus',
  RANK: 'rank',
} as const satisfies Record<string, Tie['about']>;
registerEnumType(TieAboutEnum, {
  name: 'TieAbout',
  description: 'What hung on a tie.',
  valuesMap: {
    ELECT: { description: 'Who is elected.' },
    EXCLUDE: { description: 'Who is excluded.' },
    SURPLUS: { description: 'Whose surplus goes first.' },
    RANK: { description: 'Who is ranked above whom.' },
  },
});

export const TieByEnum = {
  LOOK_BACK: 'look-back',
  TIE_ORDER: 'tie-order',
} as const satisfies Record<string, Tie['by']>;
registerEnumType(TieByEnum, {
  name: 'TieBy',
  description: 'What settled a tie.',
  valuesMap: {
    LOOK_BACK: { description: 'The votes of an earlier round, as the method says.' },
    TIE_ORDER: { description: 'The order that was drawn before anybody voted.' },
  },
});
