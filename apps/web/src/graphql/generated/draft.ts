import { document } from '../document.ts';
import type { AssemblyStage, DraftMotionInput, EditDraftInput, ElectionMethod, FoundingDecision, ImportState, InstructionPosition, MotionKind, ReportOutcome, SignatureRule, Tier, VacancyRule } from './schema.ts';

export type DraftChoicesAnswer = { assembly: ({ id: string; stage: AssemblyStage; quiet: boolean; nextFoundingDecision: FoundingDecision | null; motionTiers: readonly ({ kind: MotionKind; tiers: readonly (Tier)[] })[]; bylaws: ({ sections: readonly (({ name: string; label: string; rules: readonly (({ path: string; label: string; value: number | null; text: string; min: number | null; max: number | null; unit: string | null; amendable: boolean }))[] }))[] }); affiliationsAsked: readonly (({ id: string; name: string | null }))[]; children: readonly ({ id: string })[]; imports: readonly ({ id: string; stagedAt: string; rows: number; created: number; updated: number; refused: number; state: ImportState })[] }) | null; bylawPresets: readonly (({ name: string; title: string; summary: string; sections: readonly (({ name: string; label: string; rules: readonly (({ path: string; label: string; value: number | null; text: string; min: number | null; max: number | null; unit: string | null; amendable: boolean }))[] }))[] }))[] };
export type DraftChoicesVariables = { id: string };
export const DraftChoices = document<DraftChoicesAnswer, DraftChoicesVariables>(
  'DraftChoices',
  'query DraftChoices($id:ID!){assembly(id:$id){id stage quiet nextFoundingDecision motionTiers{kind tiers}bylaws{sections{...RuleSection}}affiliationsAsked{id name}children{id}imports{id stagedAt rows created updated refused state}}bylawPresets{name title summary sections{...RuleSection}}}fragment RuleSection on BylawSection{name label rules{path label value text min max unit amendable}}',
  '6d58f55c9a2418a6add420986daa8e23043b3e55cfd58b92bd80c3745a1f457f',
);

export type DraftMotionAnswer = { draftMotion: ({ __typename: 'EffectInvalid'; code: string; message: string } | { __typename: 'Motion'; id: string } | { __typename: 'NotInAMeeting'; code: string; message: string } | { __typename: 'NotThisDecisionNow'; code: string; message: string } | { __typename: 'OnlyTogether'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SomebodyFacilitates'; code: string; message: string } | { __typename: 'TermsNotAllowed'; code: string; message: string } | { __typename: 'TextInvalid'; code: string; message: string } | { __typename: 'TooManyMotions'; code: string; message: string }) };
export type DraftMotionVariables = { input: DraftMotionInput };
export const DraftMotion = document<DraftMotionAnswer, DraftMotionVariables>(
  'DraftMotion',
  'mutation DraftMotion($input:DraftMotionInput!){draftMotion(input:$input){__typename ...on Motion{id}...on Rejection{code message}}}',
  'c8997dc92790e2339296f941aca79914c798aea0ae2b6452b8964a81e8fdae42',
);

export type EditDraftAnswer = { editDraft: ({ __typename: 'EffectInvalid'; code: string; message: string } | { __typename: 'Motion'; id: string } | { __typename: 'MotionNotInState'; code: string; message: string } | { __typename: 'NotInAMeeting'; code: string; message: string } | { __typename: 'NotThisDecisionNow'; code: string; message: string } | { __typename: 'OnlyTogether'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SomebodyFacilitates'; code: string; message: string } | { __typename: 'TermsNotAllowed'; code: string; message: string } | { __typename: 'TextInvalid'; code: string; message: string }) };
export type EditDraftVariables = { input: EditDraftInput };
export const EditDraft = document<EditDraftAnswer, EditDraftVariables>(
  'EditDraft',
  'mutation EditDraft($input:EditDraftInput!){editDraft(input:$input){__typename ...on Motion{id}...on Rejection{code message}}}',
  '9e45df4de01034318a29b96dab8645d294f3f56d28bf114c183657588fedc872',
);

export type DraftOfficesAnswer = { assembly: ({ id: string; offices: ({ nodes: readonly (({ id: string; name: string; abolishedAt: string | null; rules: ({ version: number; since: string; sentence: string; purpose: string; seats: number; termDays: number; consecutiveTerms: number | null; standDays: number; method: ElectionMethod; maxScore: number | null; recallPoll: { numerator: number; denominator: number; atLeast: number }; petitionDays: number; vacancy: VacancyRule; reportDays: number | null; acceptHours: number; incompatible: readonly (string)[]; signatures: SignatureRule; speaksAbove: boolean }); delegates: readonly ({ id: string; member: { id: string; displayName: string } })[] }))[] }) }) | null };
export type DraftOfficesVariables = { id: string };
export const DraftOffices = document<DraftOfficesAnswer, DraftOfficesVariables>(
  'DraftOffices',
  'query DraftOffices($id:ID!){assembly(id:$id){id offices(first:50){nodes{id name abolishedAt rules{...RulesParts}delegates{id member{id displayName}}}}}}fragment RulesParts on OfficeRules{version since sentence purpose seats termDays consecutiveTerms standDays method maxScore recallPoll{numerator denominator atLeast}petitionDays vacancy reportDays acceptHours incompatible signatures speaksAbove}',
  '6955910534aea33a34dd3e6d0d3ab0b2b45f36fc6e5ce398553f418a1bd85e3a',
);

export type DraftMandateAnswer = { office: ({ id: string; mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null }) | null };
export type DraftMandateVariables = { id: string };
export const DraftMandate = document<DraftMandateAnswer, DraftMandateVariables>(
  'DraftMandate',
  'query DraftMandate($id:ID!){office(id:$id){id mandate{...MandateParts}}}fragment MandateParts on Mandate{version text givenAt endsAt reportBackAt instructions{matter{motionId text}position limits{name unit atLeast atMost}}motion{id title}}',
  '821e4f91648c1a5903a7554ca6060753f1231449a533fd6cd73f47e27955d89a',
);

export type DraftReportsAnswer = { assembly: ({ id: string; offices: ({ nodes: readonly (({ id: string; name: string; delegates: readonly (({ id: string; member: { id: string; displayName: string }; reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; outcome: ReportOutcome | null }))[] }))[]; pastTerms: readonly (({ id: string; member: { id: string; displayName: string }; reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; outcome: ReportOutcome | null }))[] }))[] }))[] }) }) | null };
export type DraftReportsVariables = { id: string };
export const DraftReports = document<DraftReportsAnswer, DraftReportsVariables>(
  'DraftReports',
  'query DraftReports($id:ID!){assembly(id:$id){id offices(first:10){nodes{id name delegates{...DelegateReports}pastTerms(first:5){...DelegateReports}}}}}fragment DelegateReports on Term{id member{id displayName}reports{id dueAt overdue writtenAt outcome}}',
  'b2388ae7fc3420edc929e2b08fe36cf980bac38d556644323d83e173fe9cef98',
);

export type DelegateReports = { id: string; member: { id: string; displayName: string }; reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; outcome: ReportOutcome | null }))[] };
