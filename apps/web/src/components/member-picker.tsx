import { useDeferredValue, useState } from 'react';
import { FindMembers, MemberPage } from '../graphql/generated/members.ts';
import { useQuery } from '../hooks/use-query.ts';
import { RadioField, TextField } from './form.tsx';
import { Empty, Waiting } from './notice.tsx';

interface Props {
  readonly assemblyId: string;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (membershipId: string | null) => void;
  /** Only those who have taken up their invitation: a sign-in, a task need somebody who is there. */
  readonly joinedOnly?: boolean;
}

/** One member of any number: found by a part of the name (in a quiet assembly by the whole of it), then chosen. */
export function MemberPicker(props: Props) {
  return props.value === null ? <Find {...props} /> : <Chosen {...props} value={props.value} />;
}

function Chosen({ assemblyId, label, value, onChange }: Props & { readonly value: string }) {
  const query = useQuery(MemberPage, { assemblyId, id: value });
  return (
    <div className="field">
      <p>
        {label}: <strong>{query.data?.assembly?.member?.displayName ?? '…'}</strong>
      </p>
      <button type="button" className="button button-quiet" onClick={() => onChange(null)}>
        Choose another
      </button>
    </div>
  );
}

function Find({ assemblyId, label, onChange, joinedOnly = false }: Props) {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const query = useQuery(FindMembers, { assemblyId, search: search === '' ? null : search });
  const found = query.data?.assembly?.members.nodes.filter((member) => member.joined || !joinedOnly);
  return (
    <>
      <TextField
        label={`${label}: find by name`}
        type="search"
        value={typed}
        onChange={setTyped}
        required={false}
        maxLength={100}
      />
      {found === undefined ? (
        <Waiting query={query} again={query.again} />
      ) : found.length === 0 ? (
        <Empty>No member by that name.</Empty>
      ) : (
        <RadioField
          label={label}
          value={null}
          onChange={onChange}
          choices={found.map((member) => ({ value: member.id, label: member.displayName }))}
        />
      )}
    </>
  );
}
