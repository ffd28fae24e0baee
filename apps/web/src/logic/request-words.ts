import type { TogetherAction } from '../graphql/generated/schema.ts';

/** What members together ask for, as a sentence. */
const WORDS: Record<TogetherAction, string> = {
  APPLY_IMPORT: 'Take the imported list of members in',
  CALL_FIRST_MEETING: 'Call the first meeting',
  CALL_MEETING: 'Call a meeting',
  END_MEETING: 'End the meeting',
  VOID_POLL: 'Void a vote',
  CONTEST_RESULT: 'Contest a result',
  CLOSE_POLL: 'Close a vote by hand',
};

export function requestSentence(request: { readonly action: TogetherAction }): string {
  return WORDS[request.action];
}
