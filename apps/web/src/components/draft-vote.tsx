import type { Tier } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import type { Draft } from '../logic/draft.ts';
import { ChoiceField, RadioField, TextField } from './form.tsx';

const LENGTHS = [
  { value: '', label: 'As long as the bylaws say' },
  { value: '60', label: '1 minute' },
  { value: '120', label: '2 minutes' },
  { value: '300', label: '5 minutes' },
  { value: '900', label: '15 minutes' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '259200', label: '3 days' },
  { value: '604800', label: '7 days' },
] as const;

const FIXED: Record<Tier, string> = {
  SECRET:
    'By the bylaws such a vote is secret: nobody sees who voted how, and a vote is final once it is cast.',
  ROLL_CALL:
    'By the bylaws such a vote is a roll call: members see who voted how, and a vote can be changed until the close.',
};

/** How the motion is put to the vote: for how long, from when, and who may see who voted how. */
export function DraftVote({
  draft,
  change,
  founding,
  tiers,
}: {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly founding: boolean;
  /** The bylaws' own first; alone where they fix it. */
  readonly tiers: readonly Tier[];
}) {
  const { timeZone } = useAssembly();
  return (
    <>
      <ChoiceField
        label="The vote is open for"
        value={draft.voteSeconds === null ? '' : String(draft.voteSeconds)}
        onChange={(seconds) => change({ voteSeconds: seconds === '' ? null : Number(seconds) })}
        choices={LENGTHS.filter((each) => !founding || each.value !== '').map((each) => ({
          value: each.value as string,
          label: each.label,
        }))}
      />
      {!founding && (
        <>
          <TextField
            label="It opens not before (if you like)"
            hint={`Otherwise as soon as it has its seconders and its notice. In the time of ${timeZone}.`}
            type="datetime-local"
            value={draft.opensAt}
            onChange={(opensAt) => change({ opensAt })}
            required={false}
          />
          {tiers.length < 2 ? (
            <p>{tiers[0] && FIXED[tiers[0]]}</p>
          ) : (
            <RadioField
              label="Who sees who voted how"
              value={draft.tier ?? 'BYLAWS'}
              onChange={(tier) => change({ tier: tier === 'BYLAWS' ? null : tier })}
              choices={[
                { value: 'BYLAWS', label: 'As the bylaws say' },
                {
                  value: 'ROLL_CALL',
                  label: 'Members do (roll call)',
                  hint: 'A vote can be changed until the close.',
                },
                { value: 'SECRET', label: 'Nobody does (secret)', hint: 'A vote is final once it is cast.' },
              ]}
            />
          )}
        </>
      )}
    </>
  );
}
