import { useDeferredValue, useState } from 'react';
import { ChoiceField, TextField } from '../components/form.tsx';
import { Link } from '../components/link.tsx';
import { More } from '../components/more.tsx';
import { Empty, Problem, Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { type MembersAnswer, Members as MembersQuery } from '../graphql/generated/members.ts';
import type { MemberState } from '../graphql/generated/schema.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { usePages } from '../hooks/use-pages.ts';
import { useQuery } from '../hooks/use-query.ts';
import { MEMBER_STATES } from '../logic/member-words.ts';
import { pathTo } from '../logic/router.ts';
import { plural } from '../logic/when.ts';

const pick = (answer: MembersAnswer) => answer.assembly?.members;

export default function Members() {
  const assembly = useAssembly();
  const [typed, setTyped] = useState('');
  const [state, setState] = useState<MemberState | 'ALL'>('ALL');
  const search = useDeferredValue(typed.trim());
  const variables = {
    id: assembly.id,
    search: search === '' ? null : search,
    state: state === 'ALL' ? null : state,
  };
  const query = useQuery(MembersQuery, { ...variables, after: null });
  const first = query.data?.assembly?.members ?? null;
  const pages = usePages(MembersQuery, variables, first, pick);
  return (
    <Page title="Members">
      <p>
        {plural(assembly.memberCount, 'member')} {assembly.memberCount === 1 ? 'counts' : 'count'}. Of all on
        the list {assembly.joinedCount} {assembly.joinedCount === 1 ? 'has' : 'have'} joined.
      </p>
      <div className="row">
        <Link to={pathTo('invite', { assembly: assembly.id })} className="button">
          Invite a member
        </Link>
        <Link to={pathTo('import', { assembly: assembly.id })} className="button">
          Import a list
        </Link>
      </div>
      {assembly.quiet ? (
        <p>This assembly is quiet: it has no directory. You see yourself and the number of members.</p>
      ) : (
        <>
          <TextField
            label="Find a member"
            type="search"
            value={typed}
            onChange={setTyped}
            required={false}
            maxLength={100}
          />
          <ChoiceField
            label="Show"
            value={state}
            onChange={setState}
            choices={[
              { value: 'ALL', label: 'Everybody' },
              ...(Object.entries(MEMBER_STATES) as [MemberState, { label: string }][]).map(
                ([value, words]) => ({
                  value,
                  label: words.label,
                }),
              ),
            ]}
          />
        </>
      )}
      {first === null ? (
        <Waiting query={query} again={query.again} />
      ) : pages.nodes.length === 0 ? (
        <Empty>No member to show.</Empty>
      ) : (
        <ul className="list">
          {pages.nodes.map((member) => (
            <li key={member.id}>
              <Link to={pathTo('member', { assembly: assembly.id, member: member.id })} className="list-link">
                {member.displayName}
              </Link>
              {member.id === assembly.myMembership.id && <span className="muted"> (you)</span>}
              {member.state !== 'COUNTING' && (
                <div className="muted">{MEMBER_STATES[member.state].label}</div>
              )}
            </li>
          ))}
        </ul>
      )}
      <Problem text={pages.problem} />
      {pages.hasMore && <More busy={pages.busy} onMore={pages.more} />}
    </Page>
  );
}
