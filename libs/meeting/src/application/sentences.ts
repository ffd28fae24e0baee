/** What the record says of each kind of entry; registered under ENTRY_SENTENCES. */
export const MEETING_SENTENCES: Readonly<Record<string, string>> = {
  'meeting.convened': 'A meeting was called for {startsAt}.',
  'meeting.began': 'The meeting began.',
  'meeting.ended': 'The meeting ended; {attended} members had come.',
  'meeting.failed-quorum':
    'The meeting ended for want of quorum: {most} were present at the most, {needed} were needed. It may be called again once, at half of that.',
  'meeting.convened-again':
    'The meeting that failed its quorum was called again for {startsAt}, with the same votes, at half the quorum.',
  'attendance.began': '{member} came to the meeting.',
  'attendance.noted': '{member} came to the meeting, and was checked in by another member.',
  'attendance.ended': '{member} left the meeting.',
};
