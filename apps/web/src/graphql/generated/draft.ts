import { document } from '../document.ts';
import type { AssemblyStage, DraftMotionInput, EditDraftInput, FoundingDecision, ImportState, MotionKind, Tier } from './schema.ts';

export type DraftChoicesAnswer = { assembly: ({ id: string; stage: AssemblyStage; quiet: boolean; nextFoundingDecision: FoundingDecision | null; motionTiers: readonly ({ kind: MotionKind; tiers: readonly (Tier)[] })[]; bylaws: ({ sections: readonly (({ name: string; label: string; rules: readonly (({ path: string; label: string; value: number | null; text: string; min: number | null; max: number | null; unit: string | null; amendable: boolean }))[] }))[] }); affiliationsAsked: readonly (({ id: string; name: string | null }))[]; imports: readonly ({ id: string; stagedAt: string; rows: number; created: number; updated: number; refused: number; state: ImportState })[] }) | null; bylawPresets: readonly (({ name: string; title: string; summary: string; sections: readonly (({ name: string; label: string; rules: readonly (({ path: string; label: string; value: number | null; text: string; min: number | null; max: number | null; unit: string | null; amendable: boolean }))[] }))[] }))[] };
export type DraftChoicesVariables = { id: string };
export const DraftChoices = document<DraftChoicesAnswer, DraftChoicesVariables>(
  'DraftChoices',
  'query DraftChoices($id:ID!){assembly(id:$id){id stage quiet nextFoundingDecision motionTiers{kind tiers}bylaws{sections{...RuleSection}}affiliationsAsked{id name}imports{id stagedAt rows created updated refused state}}bylawPresets{name title summary sections{...RuleSection}}}fragment RuleSection on BylawSection{name label rules{path label value text min max unit amendable}}',
  '4af559c86e2dedb58dce796501de20f457f51a83b361946ce7141fd573ecdbc3',
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
