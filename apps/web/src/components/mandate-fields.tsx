import type { InstructionPosition } from '../graphql/generated/schema.ts';
import {
  type DraftInstruction,
  type DraftLimit,
  type DraftMandate,
  NO_INSTRUCTION,
  NO_LIMIT,
  whyNoMandate,
} from '../logic/draft-office.ts';
import { POSITIONS } from '../logic/mandate-words.ts';
import { ChoiceField, TextField } from './form.tsx';
import { MatterField } from './matter-field.tsx';
import type { FieldsProps } from './office-fields.tsx';

const MOST = 50;
const MOST_LIMITS = 20;

/** The mandate: what the delegates are told, matter by matter, and until when. */
export function MandateFields({ draft, change }: FieldsProps) {
  const { mandate } = draft;
  const set = (part: Partial<DraftMandate>) => change({ mandate: { ...mandate, ...part } });
  const wrong = whyNoMandate(mandate);
  const instruction = (at: number, part: Partial<DraftInstruction>) =>
    set({ instructions: mandate.instructions.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  return (
    <>
      <p>It takes the place of the mandate before, whole: what is left out here is no longer asked for.</p>
      <fieldset className="field">
        <legend>Instructions</legend>
        <ol className="option-list">
          {mandate.instructions.map((each, at) => (
            <li key={at}>
              <OneInstruction
                number={at + 1}
                instruction={each}
                change={(part) => instruction(at, part)}
                wrong={wrong?.at === at && begun(each) ? wrong.why : null}
              />
              {mandate.instructions.length > 1 && (
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => set({ instructions: mandate.instructions.filter((_, i) => i !== at) })}
                >
                  Take instruction {at + 1} away
                </button>
              )}
            </li>
          ))}
        </ol>
        {mandate.instructions.length < MOST && (
          <button
            type="button"
            className="button"
            onClick={() => set({ instructions: [...mandate.instructions, NO_INSTRUCTION] })}
          >
            Add an instruction
          </button>
        )}
      </fieldset>
      <TextField
        label="Until when it holds"
        hint="Past it nothing is done under it."
        type="datetime-local"
        value={mandate.endsAt}
        onChange={(endsAt) => set({ endsAt })}
      />
      <TextField
        label="When they report back (if you like)"
        hint="Before it ends. Left empty: as the rules of the office say."
        type="datetime-local"
        required={false}
        value={mandate.reportBackAt}
        onChange={(reportBackAt) => set({ reportBackAt })}
      />
    </>
  );
}

/** Nobody is told what is missing in a field they have not come to. */
const begun = ({ matter, limits }: DraftInstruction): boolean =>
  matter.text !== '' || matter.motion !== '' || limits.some(({ name }) => name !== '');

function OneInstruction({
  number,
  instruction,
  change,
  wrong,
}: {
  readonly number: number;
  readonly instruction: DraftInstruction;
  readonly change: (part: Partial<DraftInstruction>) => void;
  readonly wrong: string | null;
}) {
  const { matter, position, limits } = instruction;
  const limit = (at: number, part: Partial<DraftLimit>) =>
    change({ limits: limits.map((each, i) => (i === at ? { ...each, ...part } : each)) });
  const take = (next: InstructionPosition) =>
    // Limits belong to one position alone; there is one to fill in as soon as it is chosen.
    change({
      position: next,
      limits: next !== 'MAY_DECIDE_WITHIN' ? [] : limits.length > 0 ? limits : [NO_LIMIT],
    });
  return (
    <>
      <MatterField
        label={`What instruction ${number} is about`}
        matter={matter}
        onChange={(next) => change({ matter: next })}
      />
      <ChoiceField
        label={`What they do: instruction ${number}`}
        hint={POSITIONS[position].hint}
        value={position}
        onChange={take}
        choices={(Object.keys(POSITIONS) as InstructionPosition[]).map((value) => ({
          value,
          label: POSITIONS[value].label,
        }))}
      />
      {limits.map((each, at) => (
        <fieldset className="field limit" key={at}>
          <legend>
            Limit {at + 1}
            <span className="visually-hidden"> of instruction {number}</span>
          </legend>
          <div className="pair">
            <TextField
              label="Of what"
              value={each.name}
              onChange={(name) => limit(at, { name })}
              maxLength={100}
            />
            <TextField
              label="In which unit"
              value={each.unit}
              onChange={(unit) => limit(at, { unit })}
              maxLength={50}
              list={['%', 'months', 'hours', '€']}
            />
          </div>
          <div className="pair">
            <TextField
              label="No less than"
              value={each.atLeast}
              onChange={(atLeast) => limit(at, { atLeast })}
              required={false}
              maxLength={20}
            />
            <TextField
              label="No more than"
              value={each.atMost}
              onChange={(atMost) => limit(at, { atMost })}
              required={false}
              maxLength={20}
            />
          </div>
          {limits.length > 1 && (
            <button
              type="button"
              className="button button-small"
              onClick={() => change({ limits: limits.filter((_, i) => i !== at) })}
            >
              Take limit {at + 1} away
            </button>
          )}
        </fieldset>
      ))}
      {position === 'MAY_DECIDE_WITHIN' && limits.length < MOST_LIMITS && (
        <button
          type="button"
          className="button button-small"
          onClick={() => change({ limits: [...limits, NO_LIMIT] })}
        >
          Add a limit
        </button>
      )}
      <div role="status">{wrong && <p className="problem">{wrong}</p>}</div>
    </>
  );
}
