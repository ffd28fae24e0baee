import { Copy } from '../components/copy.tsx';
import { Link } from '../components/link.tsx';
import { Empty, Waiting } from '../components/notice.tsx';
import { Page, Section } from '../components/page.tsx';
import { Time } from '../components/times.tsx';
import { type AffiliationParts, Tree as Query } from '../graphql/generated/tree.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';

/** The assemblies above and below: each decides for itself, and both decide that they are together. */
export default function Tree() {
  const assembly = useAssembly();
  const here = { assembly: assembly.id };
  const query = useQuery(Query, { id: assembly.id });
  const data = query.data?.assembly;
  const back = { to: pathTo('more', here), label: 'More' };
  if (!data) {
    return (
      <Page title="Above and below" back={back}>
        <Waiting query={query} again={query.again} />
      </Page>
    );
  }
  const { parent, children, affiliationsAsked: asked } = data;
  return (
    <Page title="Above and below" back={back}>
      <p>
        Assemblies can stand below one another: locals below a region, a region below a federation. Both
        decide it, each by a motion of its own. It gives nobody a right in the other.
      </p>
      <Section title="Above this assembly">
        {parent === null ? (
          <Empty>None. A motion can ask another assembly to take this one in.</Empty>
        ) : parent.state === 'IN_FORCE' ? (
          <p className="big">{named(parent)}</p>
        ) : (
          <p>
            This assembly has asked another on <Time at={parent.askedAt} zone={assembly.timeZone} />. It
            answers by a motion of its own until <Time at={parent.expiresAt} zone={assembly.timeZone} />; then
            what was asked lapses.
          </p>
        )}
        {parent && <p className="muted">A motion of this assembly alone leaves it, or takes it back.</p>}
      </Section>
      {asked.length > 0 && (
        <Section title="They ask to stand below this one">
          <ul className="list">
            {asked.map((each) => (
              <li key={each.id}>
                {named(each)}
                <div className="muted">
                  Asked on <Time at={each.askedAt} zone={assembly.timeZone} />. A motion can take it in.
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Below this assembly">
        {children.length === 0 ? (
          <Empty>None yet.</Empty>
        ) : (
          <ul className="list">
            {children.map((each) => (
              <li key={each.id}>{named(each)}</li>
            ))}
          </ul>
        )}
      </Section>
      <p>
        <Link to={pathTo('draft', here)}>Draft a motion about it</Link>
      </p>
      <Section title="To be asked by others">
        <p>
          Give this id to the members of an assembly that wants to stand below this one. It opens nothing to
          them.
        </p>
        <p className="receipt">{assembly.id}</p>
        <Copy text={assembly.id} label="Copy the id" />
      </Section>
    </Page>
  );
}

const named = ({ name }: AffiliationParts): string => name ?? 'A quiet assembly';
