/**
 * Industrial-action ballots of the RMT in Great Britain, each with every figure as the union published it on the page
 * that `source` names. Whether it carried follows from the rule (Trade Union and Labour Relations (Consolidation) Act
 * 1992, section 226, as the Trade Union Act 2016 amended it): at least half of those entitled vote, more of them yes
 * than no, and in an important public service at least 40 % of those entitled yes. Spoilt papers count as cast.
 */
export interface PublishedBallot {
  readonly name: string;
  /** Who balloted whom, and about what. */
  readonly union: string;
  /** When the ballot closed. */
  readonly date: string;
  readonly question: string;
  /** Of 100 entitled, how many must vote yes besides; 0 where that is not asked. */
  readonly supportPercent: 0 | 40;
  readonly entitled: number;
  readonly cast: number;
  readonly yes: number;
  readonly no: number;
  readonly spoilt: number;
  readonly carried: boolean;
  readonly source: string;
}

export const BALLOTS: readonly PublishedBallot[] = [
  {
    name: 'island-line-2022',
    union: 'RMT, Island Line pay',
    date: '2022-11-23',
    question: 'strike',
    supportPercent: 40,
    entitled: 33,
    cast: 24,
    yes: 20,
    no: 4,
    spoilt: 0,
    carried: true,
    source:
      'https://www.rmt.org.uk/about/ballot-results/rates-of-pay-and-conditions-of-service-2022--island-line231122/',
  },
  {
    name: 'island-line-2022-short-of-strike',
    union: 'RMT, Island Line pay',
    date: '2022-11-23',
    question: 'action short of strike',
    supportPercent: 40,
    entitled: 33,
    cast: 24,
    yes: 23,
    no: 1,
    spoilt: 0,
    carried: true,
    source:
      'https://www.rmt.org.uk/about/ballot-results/rates-of-pay-and-conditions-of-service-2022--island-line231122/',
  },
  {
    name: 'churchill-hs1-2022',
    union: 'RMT, Churchill cleaners HS1',
    date: '2022-02-01',
    question: 'strike',
    supportPercent: 0,
    entitled: 42,
    cast: 37,
    yes: 35,
    no: 2,
    spoilt: 0,
    carried: true,
    source:
      'https://www.rmt.org.uk/about/ballot-results/rates-of-pay-and-conditions-of-service-2021-churchill-nr010222/',
  },
  {
    name: 'c2c-2022',
    union: 'RMT, c2c',
    date: '2022-05-24',
    question: 'strike',
    supportPercent: 40,
    entitled: 79,
    cast: 45,
    yes: 43,
    no: 1,
    spoilt: 1,
    carried: true,
    source: 'https://www.rmt.org.uk/about/ballot-results/defend-jobs-pay-and-conditions-c2c24052022/',
  },
  {
    name: 'c2c-2022-short-of-strike',
    union: 'RMT, c2c',
    date: '2022-05-24',
    question: 'action short of strike',
    supportPercent: 40,
    entitled: 79,
    cast: 45,
    yes: 41,
    no: 3,
    spoilt: 1,
    carried: true,
    source: 'https://www.rmt.org.uk/about/ballot-results/defend-jobs-pay-and-conditions-c2c24052022/',
  },
  {
    name: 'bakerloo-2018',
    union: 'RMT, Bakerloo South group, London Underground',
    date: '2018-12-11',
    question: 'strike',
    supportPercent: 40,
    entitled: 142,
    cast: 94,
    yes: 83,
    no: 11,
    spoilt: 0,
    carried: true,
    source:
      'https://www.rmt.org.uk/about/ballot-results/dutiesshift-coverage-bakerloo-south-group-london-underground1112/',
  },
  {
    name: 'bakerloo-2018-short-of-strike',
    union: 'RMT, Bakerloo South group, London Underground',
    date: '2018-12-11',
    question: 'action short of strike',
    supportPercent: 40,
    entitled: 142,
    cast: 94,
    yes: 88,
    no: 5,
    spoilt: 1,
    carried: true,
    source:
      'https://www.rmt.org.uk/about/ballot-results/dutiesshift-coverage-bakerloo-south-group-london-underground1112/',
  },
  {
    name: 'london-underground-pay-2025',
    union: 'RMT, London Underground pay',
    date: '2025-07-29',
    question: 'strike',
    supportPercent: 40,
    entitled: 10_424,
    cast: 6_228,
    yes: 6_004,
    no: 209,
    spoilt: 15,
    carried: true,
    source:
      'https://www.rmt.org.uk/about/ballot-results/rates-of-pay-and-conditions-of-service-2025-lul290725/',
  },
  {
    name: 'london-underground-pay-2025-short-of-strike',
    union: 'RMT, London Underground pay',
    date: '2025-07-29',
    question: 'action short of strike',
    supportPercent: 40,
    entitled: 10_424,
    cast: 6_228,
    yes: 6_092,
    no: 109,
    spoilt: 27,
    carried: true,
    source:
      'https://www.rmt.org.uk/about/ballot-results/rates-of-pay-and-conditions-of-service-2025-lul290725/',
  },
  {
    name: 'abm-cleaners-2019',
    union: 'RMT, ABM cleaners, London Underground contract',
    date: '2019-11-19',
    question: 'strike',
    supportPercent: 0,
    entitled: 620,
    cast: 299,
    yes: 294,
    no: 5,
    spoilt: 0,
    carried: false,
    source: 'https://www.rmt.org.uk/about/ballot-results/justice-for-abm-cleaners--lul-contract191119/',
  },
  {
    name: 'birmingham-new-street-2024',
    union: 'RMT, Birmingham New Street',
    date: '2024-04-09',
    question: 'strike',
    supportPercent: 0,
    entitled: 41,
    cast: 18,
    yes: 18,
    no: 0,
    spoilt: 0,
    carried: false,
    source:
      'https://www.rmt.org.uk/about/ballot-results/abuse-of-disciplinary-procedure-birmingham-new-street-nr090424/',
  },
];

/** The ballot that runs when none is named: the one with the most voters on its roll. */
export const LARGEST: PublishedBallot = BALLOTS.reduce((a, b) => (b.entitled > a.entitled ? b : a));

export function ballotNamed(name: string): PublishedBallot | undefined {
  return BALLOTS.find((ballot) => ballot.name === name);
}
