export { acceptSeat, declineSeat, resignSeat } from './application/answer-seat.js';
export { DELEGATES_SECTION } from './application/bylaw-section.js';
export { mandateEffects } from './application/effects/index.js';
export {
  type Attendance,
  type AttendanceSource,
  type AttendanceSpan,
  MANDATE_PORTS,
  type MandatePorts,
} from './application/ports.js';
export { type ActInput, recordAct } from './application/record-act.js';
export { restoreConfidence } from './application/restore-confidence.js';
export { forgetSignatures } from './application/secret-signatures.js';
export { MANDATE_SENTENCES } from './application/sentences.js';
export { leaveSeats, mandateTasks } from './application/timetable.js';
export { type SeatBallotInput, voteForSeat } from './application/vote-for-seat.js';
export { withdrawConfidence } from './application/withdraw-confidence.js';
export { writeReport } from './application/write-report.js';
export type { OfficeRules } from './domain/office-rules.js';
export type { Term, TermEnd } from './domain/term.js';
export { MandateModule } from './mandate.module.js';
export { officesPage } from './persistence/office-store.js';
export { isUnderRecall } from './persistence/petition-store.js';
export { reportsOf } from './persistence/report-store.js';
export { SEATS_POLICY } from './persistence/seat-poll-store.js';
export { runningTerms } from './persistence/term-store.js';
