/**
 * What the record says of each kind of entry: `{name}` stands for a personal value or a datum of the entry. Registered
 * under ENTRY_SENTENCES.
 */
export const MOTION_SENTENCES: Readonly<Record<string, string>> = {
  'motion.moved': '{mover} moved “{title}”. Seconders needed: {secondsNeeded}.',
  'motion.put-by-rule': 'The rules of an office put “{title}” to the vote.',
  'motion.seconded': '{seconder} seconded “{title}” ({seconds} of {needed}).',
  'motion.seconds-lapsed':
    'Seconders of “{title}” have left ({seconds} of {needed} remain). It waits for others; then its vote opens.',
  'motion.announced': '“{title}” has its seconders. Its vote opens by itself at {opensAt}.',
  'motion.put-again': 'The vote on “{title}” was voided. It is put again and opens at {opensAt}.',
  'motion.withdrawn': '“{title}” was withdrawn by its mover.',
  'motion.carried': '“{title}” was carried. {outcome}',
  'motion.lost': '“{title}” was lost. Things stay as they are.',
  'motion.nobody-stood': '“{title}” was lost: its vote was due, and nobody stood for election.',
  'candidate.nominated': '{nominator} named {candidate} as a candidate in “{title}”.',
  'candidate.stood': '{candidate} stands as a candidate in “{title}”.',
  'candidate.statement-changed': '{candidate}, who stands in “{title}”, changed their statement.',
  'candidate.declined': '{candidate} was named in “{title}” and declined.',
  'candidate.withdrawn': '{candidate} no longer stands in “{title}”.',
  'members.elected': 'Elected in “{title}”, in this order: {elected}.',
  'election.annulled': 'The election “{title}” was annulled: those it elected are not elected by it.',
  'option.chosen': 'The assembly chose in “{title}”: {chosen}.',
  'option.annulled': 'The choice in “{title}” was annulled.',
  'text.adopted': 'The assembly adopted the text “{title}”.',
  'text.annulled': 'The text “{title}” is no longer in force: its result was annulled.',
  'action.authorised': 'The assembly authorised action: “{title}”, from {validFrom} until {validUntil}.',
  'action.withdrawn': 'The authorisation of “{title}” was withdrawn: its result was annulled.',
  'result.contested':
    '{signatures} members together contested the result of “{title}”. The assembly decides.',
  'result.annulled': 'The assembly annulled the result of “{title}”, which had been {was}.',
};
