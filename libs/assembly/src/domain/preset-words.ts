import type { Preset } from './bylaws.js';

/** What each preset is for, as whoever chooses reads it. */
export const PRESET_WORDS: readonly {
  readonly preset: Preset;
  readonly title: string;
  readonly summary: string;
}[] = [
  {
    preset: 'consensus_collective',
    title: 'Consensus collective',
    summary: 'For a small group that works together every day and looks for what everybody can live with.',
  },
  {
    preset: 'union_local',
    title: 'Union local',
    summary:
      'For the members of one or several workplaces who decide by majority in meetings and by live votes.',
  },
  {
    preset: 'delegate_council',
    title: 'Delegate council',
    summary:
      'For an assembly of delegates who were sent by others, decide with notice, and answer to those who sent them.',
  },
];
