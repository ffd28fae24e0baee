export interface AcceptInvitationInput {
  displayName?: string | null;
  secret: string;
}

export interface AnswerHardshipRequestInput {
  assemblyId: string;
  clientKey: string;
  hardshipRequestId: string;
  outcome: HardshipOutcome;
  text: string;
}

export interface AnswerSwapInput {
  agree: boolean;
  swapId: string;
}

export interface AskSwapInput {
  shiftId: string;
  withShiftId: string;
}

export interface AskTogetherInput {
  action: TogetherAction;
  assemblyId: string;
  countdownSeconds?: number | null;
  place?: string | null;
  reason: string;
  startsAt?: string | null;
  subjectId?: string | null;
}

export interface BallotChoiceInput {
  marks?: readonly (string)[] | null;
  ranking?: readonly (readonly (string)[])[] | null;
  scores?: readonly (ScoreInput)[] | null;
}

export interface BeginPasskeySignUpInput {
  invitation?: string | null;
}

export interface BylawNumberInput {
  path: string;
  value: number;
}

export interface CannotTimeInput {
  cannotId: string;
}

export interface CastAtStationInput {
  answer?: Answer | null;
  checkOffId: string;
  choice?: BallotChoiceInput | null;
  deviceToken: string;
}

export interface CastBallotInput {
  answer?: Answer | null;
  choice?: BallotChoiceInput | null;
  clientKey: string;
  pollId: string;
}

export interface ChallengeMemberInput {
  membershipId: string;
  reason: string;
}

export interface ChangeDisplayNameInput {
  assemblyId: string;
  displayName: string;
}

export interface CheckInMemberInput {
  meetingId: string;
  memberId: string;
}

export interface CheckOffIdInput {
  checkOffId: string;
}

export interface CheckOffInput {
  clientKey: string;
  membershipId: string;
  stationId: string;
}

export interface ClosePollInput {
  countdownSeconds: number;
  pollId: string;
}

export interface CloseStationInput {
  stationId: string;
}

export interface CommitToDrawInput {
  commitment: string;
  drawId: string;
}

export interface ConveneAgainInput {
  meetingId: string;
  place?: string | null;
  startsAt: string;
}

export interface ConveneMeetingInput {
  assemblyId: string;
  place?: string | null;
  startsAt: string;
}

export interface CreateAccessTokenInput {
  days: number;
  label: string;
  scopes: readonly (TokenScope)[];
}

export interface CreateInvitationInput {
  assemblyId: string;
  days?: number;
  label?: string | null;
}

export interface DeclineShiftInput {
  reason?: string | null;
  shiftId: string;
}

export interface DraftMotionInput {
  assemblyId: string;
  effect?: MotionEffectInput | null;
  kind: MotionKind;
  opensAt?: string | null;
  text?: string;
  tier?: Tier | null;
  title: string;
  voteSeconds?: number | null;
}

export interface EditDraftInput {
  effect?: MotionEffectInput | null;
  kind: MotionKind;
  motionId: string;
  opensAt?: string | null;
  text?: string;
  tier?: Tier | null;
  title: string;
  voteSeconds?: number | null;
}

export interface FigureInput {
  name: string;
  value: string;
}

export interface FinishPasskeyAdditionInput {
  ceremonyId: string;
  label?: string;
  response: string;
}

export interface FinishPasskeySignInInput {
  ceremonyId: string;
  response: string;
}

export interface FinishPasskeySignUpInput {
  ceremonyId: string;
  label?: string;
  response: string;
}

export interface FinishShiftInput {
  learnedIds?: readonly (string)[] | null;
  note?: string | null;
  shiftId: string;
}

export interface FoundAssemblyInput {
  displayName: string;
  language: string;
  name: string;
  quiet?: boolean;
  timeZone: string;
}

export interface GiveSkillInput {
  assemblyId: string;
  memberId: string;
  skill: string;
}

export interface ImproveGuideInput {
  basedOn: number;
  taskId: string;
  text: string;
}

export interface InstructionInput {
  limits?: readonly (LimitInput)[] | null;
  matter: MatterInput;
  position: InstructionPosition;
}

export interface JoinStationInput {
  code: string;
  pollId: string;
}

export interface JointRequestInput {
  requestId: string;
}

export interface LeaveAssemblyInput {
  assemblyId: string;
}

export interface LimitInput {
  atLeast?: string | null;
  atMost?: string | null;
  name: string;
  unit: string;
}

export interface MakeCalendarFeedInput {
  assemblyId: string;
  label: string;
}

export interface MakeHardshipRequestInput {
  assemblyId: string;
  clientKey: string;
  text: string;
}

export interface MandateInput {
  endsAt: string;
  instructions: readonly (InstructionInput)[];
  reportBackAt?: string | null;
}

export interface MatterInput {
  motionId?: string | null;
  text?: string | null;
}

export interface MeetingInput {
  meetingId: string;
}

export interface MotionEffectInput {
  affiliationId?: string | null;
  hearingAt?: string | null;
  importId?: string | null;
  mandate?: MandateInput | null;
  maxScore?: number | null;
  memberId?: string | null;
  memberIds?: readonly (string)[] | null;
  method?: ElectionMethod | null;
  numbers?: readonly (BylawNumberInput)[] | null;
  officeId?: string | null;
  officeName?: string | null;
  options?: readonly (OptionInput)[] | null;
  order?: BallotOrder | null;
  parentId?: string | null;
  preset?: string | null;
  reason?: string | null;
  reportId?: string | null;
  rules?: OfficeRulesInput | null;
  seats?: number | null;
  task?: TaskEffectInput | null;
  termId?: string | null;
  until?: string | null;
  validFrom?: string | null;
  validUntil?: string | null;
}

export interface MotionInput {
  motionId: string;
}

export interface NominateInput {
  memberId: string;
  motionId: string;
}

export interface OfficeRulesInput {
  acceptHours?: number | null;
  consecutiveTerms?: number | null;
  incompatible?: readonly (string)[] | null;
  maxScore?: number | null;
  method: ElectionMethod;
  petitionDays?: number | null;
  purpose: string;
  recallPoll?: PollThresholdInput | null;
  reportDays?: number | null;
  seats: number;
  signatures?: SignatureRule | null;
  speaksAbove?: boolean | null;
  standDays?: number | null;
  termDays: number;
  vacancy: VacancyRule;
}

export interface OpenStationInput {
  deviceToken: string;
  pollId: string;
}

export interface OptionInput {
  name: string;
  statement?: string;
}

export interface PollThresholdInput {
  atLeast: number;
  denominator: number;
  numerator: number;
}

export interface RecordActInput {
  clientKey: string;
  figures?: readonly (FigureInput)[] | null;
  matter: MatterInput;
  position: ActPosition;
  takesEffectAt?: string | null;
  termId: string;
  text: string;
}

export interface RemindOnDeviceInput {
  assemblyId: string;
  auth: string;
  endpoint: string;
  hoursBefore: number;
  p256dh: string;
}

export interface RemovePasskeyInput {
  passkeyId: string;
}

export interface RequestSignInLinkInput {
  email: string;
}

export interface RevealToDrawInput {
  drawId: string;
  value: string;
}

export interface RevokeAccessTokenInput {
  accessTokenId: string;
}

export interface RevokeCalendarFeedInput {
  feedId: string;
}

export interface RevokeInvitationInput {
  invitationId: string;
}

export interface RevokeSessionInput {
  sessionId: string;
}

export interface RotaInput {
  assemblyId: string;
}

export interface SayCannotInput {
  assemblyId: string;
  endsAt: string;
  rule?: string | null;
  startsAt: string;
  weekly?: boolean;
}

export interface SayIAmMissingInput {
  pollId: string;
}

export interface ScoreInput {
  candidateId: string;
  score: number;
}

export interface SetPassphraseInput {
  passphrase: string;
}

export interface SetReminderInput {
  assemblyId: string;
  hoursBefore?: number | null;
}

export interface SetShareInput {
  assemblyId: string;
  percent: number;
}

export interface ShiftInput {
  shiftId: string;
}

export interface SignInWithLinkInput {
  token: string;
}

export interface SignInWithPassphraseInput {
  passphrase: string;
  signInName: string;
}

export interface SignInWithRecoveryCodeInput {
  code: string;
}

export interface SignUpWithPassphraseInput {
  email?: string | null;
  invitation?: string | null;
  passphrase: string;
}

export interface StageImportInput {
  assemblyId: string;
  csv: string;
}

export interface StandForElectionInput {
  motionId: string;
  statement?: string;
}

export interface StopOnDeviceInput {
  assemblyId: string;
  deviceId: string;
}

export interface TakeUpHardshipRequestInput {
  assemblyId: string;
  hardshipRequestId: string;
}

export interface TaskEffectInput {
  effort?: number | null;
  ends?: boolean | null;
  except?: readonly (string)[] | null;
  guide?: string | null;
  handover?: boolean | null;
  longestRun?: number | null;
  minutes?: number | null;
  name?: string | null;
  pauseDays?: number | null;
  people?: number | null;
  powers?: readonly (TaskPower)[] | null;
  requires?: readonly (string)[] | null;
  rule?: string | null;
  start?: string | null;
  taskId?: string | null;
  trainedIds?: readonly (string)[] | null;
  trains?: string | null;
}

export interface TermInput {
  termId: string;
}

export interface VoidPollInput {
  pollId: string;
  reason: string;
}

export interface VoteForSeatInput {
  answer: Answer;
  clientKey: string;
  pollId: string;
  termId: string;
}

export interface VouchForMemberInput {
  membershipId: string;
}

export interface VouchForRecoveryInput {
  code: string;
  membershipId: string;
}

export interface WithdrawHardshipRequestInput {
  hardshipRequestId: string;
}

export interface WriteInHardshipRequestInput {
  clientKey: string;
  hardshipRequestId: string;
  text: string;
}

export interface WriteReportInput {
  reportId: string;
  text: string;
}

export type ActPosition = 'ABSTAINED' | 'DECIDED' | 'OPPOSED' | 'REFERRED_BACK' | 'SUPPORTED';

export type AffiliationState = 'ACCEPTED' | 'ASKED' | 'IN_FORCE';

export type Answer = 'ABSTAIN' | 'BLANK' | 'BLOCK' | 'NO' | 'SPOILT' | 'STAND_ASIDE' | 'YES';

export type AssemblyStage = 'ESTABLISHED' | 'FOUNDING';

export type BallotOrder = 'DRAWN' | 'FIXED';

export type CheckOffState = 'ASKED' | 'CONFIRMED' | 'LAPSED' | 'REFUSED' | 'VOTED' | 'WITHDRAWN';

export type ElectionMethod = 'APPROVAL' | 'BLOCK' | 'IRV' | 'PLURALITY' | 'RANKED_PAIRS' | 'SCHULZE' | 'SCORE' | 'SCORE_MEDIAN' | 'STV_ERS97' | 'STV_MEEK' | 'STV_MEEK_EXACT' | 'STV_MEEK_NZ' | 'STV_SCOTTISH';

export type FoundingDecision = 'ADOPT_BYLAWS' | 'CHOOSE_FACILITATOR' | 'CONFIRM_ROLL';

export type HardshipOutcome = 'ASKED_BACK' | 'HELPED' | 'NOT_HELPED';

export type HardshipState = 'ASKED_BACK' | 'HELPED' | 'NOT_HELPED' | 'TAKEN_UP' | 'WAITING' | 'WITHDRAWN';

export type ImportRowOutcome = 'CREATED' | 'REFUSED' | 'UPDATED';

export type ImportState = 'APPLIED' | 'LAPSED' | 'STAGED';

export type InstructionPosition = 'MAY_DECIDE_WITHIN' | 'MUST_ABSTAIN' | 'MUST_OPPOSE' | 'MUST_REFER_BACK' | 'MUST_SUPPORT';

export type InvitationKind = 'IMPORTED' | 'NEW';

export type JointRequestState = 'DONE' | 'LAPSED' | 'OPEN';

export type MemberState = 'CHALLENGED' | 'COUNTING' | 'LEFT' | 'NOT_JOINED' | 'SUSPENDED' | 'WAITING';

export type MotionKind = 'ABOLISH_OFFICE' | 'ACCEPT_AFFILIATE' | 'ACCEPT_REPORT' | 'ADOPT_BYLAWS' | 'AFFILIATE' | 'AMEND_BYLAWS' | 'ANNUL_RESULT' | 'APPLY_IMPORT' | 'ASK_DELEGATES' | 'CENSURE_REPORT' | 'CHANGE_OFFICE' | 'CHOOSE_FACILITATOR' | 'CHOOSE_ON_THE_SPOT' | 'CHOOSE_OPTION' | 'CONFIRM_MEMBERS' | 'CONFIRM_ROLL' | 'CREATE_OFFICE' | 'DIRECT_ACTION' | 'DISAFFILIATE' | 'ELECTION' | 'ELECT_DELEGATES' | 'EXPEL_MEMBER' | 'GIVE_MANDATE' | 'ORDINARY' | 'RECALL_DELEGATE' | 'SET_TASK' | 'SUSPEND_MEMBER';

export type MotionState = 'CARRIED' | 'DRAFT' | 'LOST' | 'MOVED' | 'SECONDED' | 'VOTING' | 'WITHDRAWN';

export type NominationState = 'DECLINED' | 'PROPOSED' | 'STANDING' | 'WITHDRAWN';

export type PaperKind = 'MARKS' | 'RANKING' | 'SCORES';

export type PollMethod = 'APPROVAL' | 'BLOCK' | 'CONSENSUS' | 'IRV' | 'PLURALITY' | 'RANKED_PAIRS' | 'SCHULZE' | 'SCORE' | 'SCORE_MEDIAN' | 'STV_ERS97' | 'STV_MEEK' | 'STV_MEEK_EXACT' | 'STV_MEEK_NZ' | 'STV_SCOTTISH' | 'YES_NO';

export type PollState = 'CLOSED' | 'DRAFT' | 'OPEN' | 'VOID';

export type PollWaitingFor = 'PRESENCE' | 'QUORUM';

export type RecallBand = 'HALF_OR_MORE' | 'LESS_THAN_HALF' | 'REACHED';

export type RecallCrossingKind = 'POLL' | 'RECALL';

export type ReportOutcome = 'ACCEPTED' | 'CENSURED';

export type ShiftState = 'ANNOUNCED' | 'CONFIRMED' | 'DONE' | 'MISSED' | 'OVER' | 'PASSED_ON';

export type SignatureRule = 'OPEN' | 'SECRET';

export type StationState = 'CLOSED' | 'OPEN' | 'WAITING';

export type TaskPower = 'CHECK_IN' | 'FACILITATE' | 'SEE_HARDSHIP' | 'TELL';

export type TermSource = 'ALTERNATE' | 'COUNTBACK' | 'ELECTED';

export type Tier = 'ROLL_CALL' | 'SECRET';

export type TogetherAction = 'APPLY_IMPORT' | 'CALL_FIRST_MEETING' | 'CALL_MEETING' | 'CLOSE_POLL' | 'CONTEST_RESULT' | 'END_MEETING' | 'VOID_POLL';

export type TokenScope = 'READ' | 'VOTE' | 'WRITE';

export type VacancyRule = 'ALTERNATE' | 'COUNTBACK' | 'ELECTION';

export type Verdict = 'OUTSIDE' | 'WITHIN';
