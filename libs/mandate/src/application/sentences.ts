/** What the record says of delegates; registered under ENTRY_SENTENCES. */
export const MANDATE_SENTENCES: Readonly<Record<string, string>> = {
  'office.created': 'The office “{office}” was created.',
  'office.changed': 'The office “{office}” has new rules: version {version}.',
  'office.abolished': 'The office “{office}” was abolished.',
  'delegates.elected': 'Delegates to “{office}” were elected, in this order: {elected}.',
  'delegates.annulled': 'The election to “{office}” was annulled.',
  'delegate.seated':
    '{member} was given seat {place} of “{office}”, until {endsAt}, and accepts by {acceptBy}.',
  'seat.accepted': '{member} accepted the seat in “{office}”.',
  'seat.declined': '{member} declined the seat in “{office}”.',
  'seat.not-accepted': '{member} did not accept the seat in “{office}” in time.',
  'delegate.resigned': '{member} resigned from “{office}”.',
  'delegate.left': '{member} is no longer a member, and no longer a delegate to “{office}”.',
  'delegate.dismissed': '{member} is no longer a delegate to “{office}”.',
  'delegate.recalled':
    '{member} was recalled from “{office}”. The seat is empty, and every right that came with it is gone.',
  'term.over': 'The term of {member} in “{office}” is over.',
  'mandate.given': 'The delegates to “{office}” were given a mandate: version {version}, until {endsAt}.',
  'petition.opened': 'Members began to withdraw their confidence from {delegate} (“{office}”).',
  'confidence.withdrawn':
    '{member} withdrew their confidence from {delegate} (“{office}”): {count} of {base} members.',
  'confidence.restored':
    '{member} restored their confidence in {delegate} (“{office}”): {count} of {base} members.',
  'petition.reached':
    '{count} of {base} members have withdrawn their confidence from {delegate} (“{office}”), in secret: a recall vote opens.',
  'petition.lapsed': 'The signatures against a delegate lapsed: their time was over.',
  'petition.cleared': 'The assembly kept {delegate} in “{office}”: the signatures are cleared.',
  'act.recorded': '{member} acted for us in “{office}”, within the mandate: {text}',
  'act.outside-mandate': '{member} acted for us in “{office}”, outside the mandate: {text} {because}',
  'delegates.asked': 'Our delegates are asked by {above}: {question} The vote opens {opensAt}.',
  'delegate.voted': '{member} voted for us in “{office}”, within the mandate ({answer}): {question}',
  'delegate.voted-outside-mandate':
    '{member} voted for us in “{office}”, outside the mandate ({answer}): {question} {because}',
  'delegates.poll-ended': 'The vote in which our delegates were asked has ended: {question} {sentence}',
  'report.given': '{member} reported back from “{office}”.',
  'report.overdue': 'A report from {member} (“{office}”) is overdue since {dueAt}.',
  'report.accepted': 'The assembly accepted the report of {member} from “{office}”.',
  'report.censured': 'The assembly censured {member} for the report from “{office}”.',
};
