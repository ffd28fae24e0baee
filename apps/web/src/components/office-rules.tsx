import { quantity } from '@plenary/kernel';
import type { RulesParts } from '../graphql/generated/delegates.ts';
import { DraftOffices } from '../graphql/generated/draft.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { listOf } from '../logic/election-words.ts';
import { METHODS } from '../logic/method-words.ts';
import { plural } from '../logic/when.ts';

/** How an empty seat is filled. */
export const VACANCY = {
  COUNTBACK: 'the papers that elected the delegate are counted again among those who stood',
  ALTERNATE: 'the next in line is called',
  ELECTION: 'a new election is put to the vote by itself',
};

/** The rules of an office, whole, for who votes on them and for who reads them afterwards. */
export function RulesInWords({
  rules,
}: {
  readonly rules: Omit<RulesParts, 'version' | 'since' | 'sentence' | 'purpose'>;
}) {
  const { numerator, denominator, atLeast } = rules.recallPoll;
  const method = METHODS.find((each) => each.method === rules.method);
  return (
    <dl className="facts">
      <div>
        <dt>Seats</dt>
        <dd>{rules.seats}</dd>
      </div>
      <div>
        <dt>A term</dt>
        <dd>
          {plural(rules.termDays, 'day')}
          {rules.consecutiveTerms !== null && `, at most ${plural(rules.consecutiveTerms, 'term')} in a row`}
        </dd>
      </div>
      <div>
        <dt>Who may stand</dt>
        <dd>
          {rules.standDays === 0
            ? 'Every member who counts'
            : `Who has been a member for ${plural(rules.standDays, 'day')}`}
          {rules.incompatible.length > 0 && <NoSeatIn ids={rules.incompatible} />}
        </dd>
      </div>
      <div>
        <dt>Elected by</dt>
        <dd>
          {method?.label}
          {rules.maxScore !== null && `, from 0 to ${rules.maxScore}`}. Whoever is elected accepts within{' '}
          {quantity(rules.acceptHours, 'hours')}.
        </dd>
      </div>
      <div>
        <dt>Recall</dt>
        <dd>
          More than half of the members empty the seat at once by their signatures. {numerator} in{' '}
          {denominator} of them, at least {atLeast}, open a recall vote. A signature holds for{' '}
          {plural(rules.petitionDays, 'day')}.{' '}
          {rules.signatures === 'SECRET'
            ? 'Signatures are secret: members see once a day whether half of what is needed is there, and the number once all of it is. '
            : 'Members see who signed. '}
          A motion can recall at any time.
        </dd>
      </div>
      {rules.speaksAbove && (
        <div>
          <dt>In the assembly above</dt>
          <dd>When it asks its delegates, each of these votes for a seat</dd>
        </div>
      )}
      <div>
        <dt>An empty seat</dt>
        <dd>
          {VACANCY[rules.vacancy][0]?.toUpperCase()}
          {VACANCY[rules.vacancy].slice(1)}.
        </dd>
      </div>
      <div>
        <dt>Reporting back</dt>
        <dd>
          {rules.reportDays === null
            ? 'On the day that the mandate names'
            : `Every ${plural(rules.reportDays, 'day')}, and on the day that the mandate names`}
        </dd>
      </div>
    </dl>
  );
}

function NoSeatIn({ ids }: { readonly ids: readonly string[] }) {
  const { id } = useAssembly();
  const offices = useQuery(DraftOffices, { id }).data?.assembly?.offices.nodes ?? [];
  const names = ids.map((each) => offices.find((office) => office.id === each)?.name ?? 'another office');
  return <>, and holds no seat in {listOf(names)}</>;
}
