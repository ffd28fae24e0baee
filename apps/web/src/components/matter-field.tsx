import { AskedMotions } from '../graphql/generated/delegates.ts';
import { Motions as MotionsQuery } from '../graphql/generated/motions.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import type { DraftMatter } from '../logic/draft-office.ts';
import { aboveWords, motionIdIn } from '../logic/mandate-words.ts';
import { ChoiceField, TextField } from './form.tsx';
import { MatterWords } from './mandate.tsx';

/** A matter in words, or a motion: one of ours from the list, or any by its address. */
export function MatterField({
  label,
  matter,
  onChange,
}: {
  readonly label: string;
  readonly matter: DraftMatter;
  readonly onChange: (matter: DraftMatter) => void;
}) {
  return (
    <>
      <ChoiceField
        label={`${label}: words, or a motion`}
        value={matter.kind}
        onChange={(kind) => onChange({ ...matter, kind })}
        choices={[
          { value: 'text', label: 'In words' },
          { value: 'motion', label: 'A motion' },
        ]}
      />
      {matter.kind === 'text' ? (
        <TextField
          label={label}
          hint="In the same words wherever the same is meant: night shifts, the two-tier pay."
          value={matter.text}
          onChange={(text) => onChange({ ...matter, text })}
          maxLength={500}
        />
      ) : (
        <MotionField label={label} matter={matter} onChange={onChange} />
      )}
    </>
  );
}

function MotionField({
  label,
  matter,
  onChange,
}: {
  readonly label: string;
  readonly matter: DraftMatter;
  readonly onChange: (matter: DraftMatter) => void;
}) {
  const { id } = useAssembly();
  const query = useQuery(MotionsQuery, { id, state: null, after: null });
  const asked = useQuery(AskedMotions, { id }).data?.assembly?.delegatesAsked.nodes ?? [];
  const chosen = motionIdIn(matter.motion);
  const choices = [
    // What our delegates are asked above: what an instruction is most often wanted for.
    ...asked
      .filter((poll) => poll.state === 'OPEN' || poll.state === 'DRAFT' || poll.motionId === chosen)
      .map((poll) => ({ value: poll.motionId, label: `${poll.question} (${aboveWords(poll.above)})` })),
    ...(query.data?.assembly?.motions.nodes ?? []).map((motion) => ({
      value: motion.id,
      label: motion.title,
    })),
  ];
  const listed = choices.some(({ value }) => value === chosen);
  return (
    <>
      <ChoiceField
        label={`${label}: which motion`}
        value={listed ? chosen! : ''}
        onChange={(motion) => onChange({ ...matter, motion })}
        choices={[{ value: '', label: 'Another, by its address' }, ...choices]}
      />
      {!listed && (
        <TextField
          label="The address of the motion’s page"
          hint="Of this assembly, or of one above."
          value={matter.motion}
          onChange={(motion) => onChange({ ...matter, motion })}
          maxLength={300}
        />
      )}
      {chosen !== null && !listed && (
        <p>
          <MatterWords matter={{ motionId: chosen, text: null }} />
        </p>
      )}
    </>
  );
}
