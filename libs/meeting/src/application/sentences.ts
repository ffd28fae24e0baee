/** What the record says of each kind of entry; registered under ENTRY_SENTENCES. */
export const MEETING_SENTENCES: Readonly<Record<string, string>> = {
  'meeting.convened': 'A meeting was called for {startsAt}.',
  'meeting.began': 'The meeting began.',
  'meeting.ended': 'The meeting ended; {attended} members had come.',
  'attendance.began': '{member} came to the meeting.',
  'attendance.ended': '{member} left the meeting.',
};
