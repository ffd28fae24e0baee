export {
  checkIn,
  checkOut,
  endForWantOfQuorum,
  endMeeting,
  endTogether,
} from './application/attend-meeting.js';
export { meetingTask, settleDueMeetings } from './application/begin-and-end.js';
export { MEETING_SECTION, type MeetingRules } from './application/bylaw-section.js';
export { chooseOnTheSpotEffect } from './application/choose-on-the-spot.js';
export {
  CONVENE_CONSTRAINTS,
  type Convening,
  conveneAgain,
  conveneMeeting,
  conveneTogether,
} from './application/convene-meeting.js';
export { MEETING_SENTENCES } from './application/sentences.js';
export { leaveMeetings, meetingSource, presenceSource, presentPolicy } from './application/sources.js';
export { type Meeting, type Phase, phaseAt } from './domain/meeting.js';
export { MeetingObject, presentMeeting } from './graphql/meeting.object.js';
export { MeetingModule } from './meeting.module.js';
export { attendanceOfMembers } from './persistence/attendance-store.js';
export { currentMeeting, meetingById, meetingPage, nextMeeting } from './persistence/meeting-store.js';
