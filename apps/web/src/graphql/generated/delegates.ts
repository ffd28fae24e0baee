import { document } from '../document.ts';
import type { Answer, ElectionMethod, InstructionPosition, MotionKind, PollState, SignatureRule, VacancyRule, Verdict } from './schema.ts';

export type RulesParts = { version: number; since: string; sentence: string; purpose: string; seats: number; termDays: number; consecutiveTerms: number | null; standDays: number; method: ElectionMethod; maxScore: number | null; recallPoll: { numerator: number; denominator: number; atLeast: number }; petitionDays: number; vacancy: VacancyRule; reportDays: number | null; acceptHours: number; incompatible: readonly (string)[]; signatures: SignatureRule; speaksAbove: boolean };

export type MandateParts = { version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } };

export type DelegateLine = { id: string; place: number; acceptBy: string; acceptedAt: string | null; endsAt: string; member: { id: string; displayName: string }; reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null }))[] };

export type DelegatesAnswer = { assembly: ({ id: string; offices: ({ nodes: readonly (({ id: string; name: string; abolishedAt: string | null; rules: { purpose: string; seats: number }; delegates: readonly (({ id: string; place: number; acceptBy: string; acceptedAt: string | null; endsAt: string; member: { id: string; displayName: string }; reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null }))[] }))[]; alternates: readonly ({ id: string; displayName: string })[]; mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }); mySeats: readonly ({ id: string })[] }) | null };
export type DelegatesVariables = { id: string; after?: string | null };
export const Delegates = document<DelegatesAnswer, DelegatesVariables>(
  'Delegates',
  'query Delegates($id:ID!$after:String){assembly(id:$id){id offices(first:10 after:$after){nodes{id name abolishedAt rules{purpose seats}delegates{...DelegateLine}alternates{id displayName}mandate{...MandateParts}}pageInfo{hasNextPage endCursor}}mySeats{id}}}fragment DelegateLine on Term{id place acceptBy acceptedAt endsAt member{id displayName}reports{id dueAt overdue writtenAt}}fragment MandateParts on Mandate{version text givenAt endsAt reportBackAt instructions{matter{motionId text}position limits{name unit atLeast atMost}}motion{id title}}',
  '803178ee15e3056616bb00295cf173aae965610b311af5d53b2d2c168370fb59',
);

export type OfficePageAnswer = { office: ({ id: string; name: string; createdAt: string; abolishedAt: string | null; rules: ({ version: number; since: string; sentence: string; purpose: string; seats: number; termDays: number; consecutiveTerms: number | null; standDays: number; method: ElectionMethod; maxScore: number | null; recallPoll: { numerator: number; denominator: number; atLeast: number }; petitionDays: number; vacancy: VacancyRule; reportDays: number | null; acceptHours: number; incompatible: readonly (string)[]; signatures: SignatureRule; speaksAbove: boolean }); delegates: readonly (({ id: string; place: number; acceptBy: string; acceptedAt: string | null; endsAt: string; member: { id: string; displayName: string }; reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null }))[] }))[]; alternates: readonly ({ id: string; displayName: string })[]; mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null; pastTerms: readonly (({ id: string; place: number; beganAt: string; endedAt: string | null; endWords: string | null; member: { id: string; displayName: string } }))[] }) | null; assembly: { id: string; moved: { nodes: readonly ({ id: string; kind: MotionKind; title: string; effect: { data: string } })[] }; seconded: { nodes: readonly ({ id: string; kind: MotionKind; title: string; effect: { data: string } })[] }; voting: { nodes: readonly ({ id: string; kind: MotionKind; title: string; effect: { data: string } })[] } } | null };
export type OfficePageVariables = { id: string; assemblyId: string };
export const OfficePage = document<OfficePageAnswer, OfficePageVariables>(
  'OfficePage',
  'query OfficePage($id:ID!$assemblyId:ID!){office(id:$id){id name createdAt abolishedAt rules{...RulesParts}delegates{...DelegateLine}alternates{id displayName}mandate{...MandateParts}pastTerms(first:20){id place beganAt endedAt endWords member{id displayName}}}assembly(id:$assemblyId){id moved:motions(first:20 state:MOVED){nodes{...AboutOffices}}seconded:motions(first:20 state:SECONDED){nodes{...AboutOffices}}voting:motions(first:20 state:VOTING){nodes{...AboutOffices}}}}fragment RulesParts on OfficeRules{version since sentence purpose seats termDays consecutiveTerms standDays method maxScore recallPoll{numerator denominator atLeast}petitionDays vacancy reportDays acceptHours incompatible signatures speaksAbove}fragment DelegateLine on Term{id place acceptBy acceptedAt endsAt member{id displayName}reports{id dueAt overdue writtenAt}}fragment MandateParts on Mandate{version text givenAt endsAt reportBackAt instructions{matter{motionId text}position limits{name unit atLeast atMost}}motion{id title}}fragment AboutOffices on Motion{id kind title effect{data}}',
  '87b7d301d5df12a5e261f2addc99e3a00586c3cc3077a4f2b1ae06236dffd5e6',
);

export type AboutOffices = { id: string; kind: MotionKind; title: string; effect: { data: string } };

export type AskedParts = { id: string; motionId: string; above: string | null; question: string; text: string; state: PollState; opensAt: string; closesAt: string | null; carried: boolean | null; sentence: string | null; seats: readonly (({ id: string; name: string; weight: number; speaker: string | null; mine: boolean; term: { id: string; office: { id: string; name: string } } | null; instructed: ({ position: InstructionPosition; answer: Answer | null; mandateVersion: number }) | null; vote: ({ answer: Answer; castAt: string; speaker: string | null; former: boolean; verdict: Verdict | null; because: string | null; mandateVersion: number | null }) | null }))[] };

export type DelegatesAskedAnswer = { assembly: ({ id: string; delegatesAsked: ({ nodes: readonly (({ id: string; motionId: string; above: string | null; question: string; text: string; state: PollState; opensAt: string; closesAt: string | null; carried: boolean | null; sentence: string | null; seats: readonly (({ id: string; name: string; weight: number; speaker: string | null; mine: boolean; term: { id: string; office: { id: string; name: string } } | null; instructed: ({ position: InstructionPosition; answer: Answer | null; mandateVersion: number }) | null; vote: ({ answer: Answer; castAt: string; speaker: string | null; former: boolean; verdict: Verdict | null; because: string | null; mandateVersion: number | null }) | null }))[] }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type DelegatesAskedVariables = { id: string; after?: string | null };
export const DelegatesAsked = document<DelegatesAskedAnswer, DelegatesAskedVariables>(
  'DelegatesAsked',
  'query DelegatesAsked($id:ID!$after:String){assembly(id:$id){id delegatesAsked(first:20 after:$after){nodes{...AskedParts}pageInfo{hasNextPage endCursor}}}}fragment AskedParts on DelegatesPoll{id motionId above question text state opensAt closesAt carried sentence seats{id name weight speaker mine term{id office{id name}}instructed{position answer mandateVersion}vote{answer castAt speaker former verdict because mandateVersion}}}',
  '626553b32d5baf8b66c15d80bd10d62b95a0446ffd2114859a779690ccf9ccf3',
);

export type AskedMotionsAnswer = { assembly: ({ id: string; delegatesAsked: ({ nodes: readonly (({ id: string; motionId: string; above: string | null; question: string; state: PollState }))[] }) }) | null };
export type AskedMotionsVariables = { id: string };
export const AskedMotions = document<AskedMotionsAnswer, AskedMotionsVariables>(
  'AskedMotions',
  'query AskedMotions($id:ID!){assembly(id:$id){id delegatesAsked(first:100){nodes{id motionId above question state}}}}',
  '2d6efe4dd7e84ea6fab321e4f697b3b82e32d67163e47034432b96f0e3905831',
);

export type MatterMotionAnswer = { motion: { id: string; title: string; assembly: { id: string; name: string } } | null };
export type MatterMotionVariables = { id: string };
export const MatterMotion = document<MatterMotionAnswer, MatterMotionVariables>(
  'MatterMotion',
  'query MatterMotion($id:ID!){motion(id:$id){id title assembly{id name}}}',
  '2942f541c9a6d067ae239cfeea4e6f0e49d9c7c4ccfc903745253c68b99cb7af',
);

export type OfficeUpdatedAnswer = { officeUpdated: ({ officeId: string; version: number; stale: boolean; lastEnd: { termId: string; words: string; at: string } | null }) };
export type OfficeUpdatedVariables = { officeId: string };
export const OfficeUpdated = document<OfficeUpdatedAnswer, OfficeUpdatedVariables>(
  'OfficeUpdated',
  'subscription OfficeUpdated($officeId:ID!){officeUpdated(officeId:$officeId){officeId version stale lastEnd{termId words at}}}',
  '461a573ef8eeaf75e10555f9b8b7d6b23c2c85751088b2c045e7e69555e38a87',
);
