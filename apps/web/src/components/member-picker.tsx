import { useDeferredValue, useState } from 'react';
import { FindMembers, MemberPage } from '../graphql/generated/members.ts';
import { useQuery } from '../hooks/use-query.ts';
import { RadioField, TextField } from './form.tsx';
import { Empty, Waiting } from './notice.tsx';

interface Props {
  readonly assemblyId: string;
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (membershipId: string) => void;
  /** Only those who have taken up their invitation. */
  readonly joinedOnly?: boolean;
}

/**
 * One member of any number: found by a part of the name (in a quiet assembly by the whole of it), then chosen. Who is
 * chosen stays in the list, whatever is looked for next.
 */
export function MemberPicker({ assemblyId, label, value, onChange, joinedOnly = false }: Props) {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const query = useQuery(FindMembers, { assemblyId, search: search === '' ? null : search });
  const found = query.data?.assembly?.members.nodes.filter((member) => member.joined || !joinedOnly);
  const apart = value !== null && found !== undefined && !found.some((member) => member.id === value);
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
      {apart && <Chosen assemblyId={assemblyId} id={value} />}
      {found === undefined ? (
        <Waiting query={query} again={query.again} />
      ) : found.length === 0 ? (
        <Empty>No member by that name.</Empty>
      ) : (
        <RadioField
          label={label}
          value={value}
          onChange={onChange}
          choices={found.map((member) => ({ value: member.id, label: member.displayName }))}
        />
      )}
    </>
  );
}

function Chosen({ assemblyId, id }: { readonly assemblyId: string; readonly id: string }) {
  const query = useQuery(MemberPage, { assemblyId, id });
  return (
    <p>
      Chosen: <strong>{query.data?.assembly?.member?.displayName ?? '…'}</strong>
    </p>
  );
}
