/** The VotingPorts that the module puts together from what the application registered. */
export const VOTING_PORTS = Symbol('VOTING_PORTS');
/** One table of readable sentences out of those of all contexts. */
export const ALL_SENTENCES = Symbol('ALL_SENTENCES');
