import { Link } from '../components/link.tsx';
import { Page, Section } from '../components/page.tsx';
import { useAssembly } from '../hooks/assembly.ts';
import { useSession } from '../hooks/session.ts';
import { pathTo } from '../logic/router.ts';

export default function More() {
  const assembly = useAssembly();
  const { me } = useSession();
  const here = { assembly: assembly.id };
  const others = (me?.memberships ?? []).filter((each) => each.assembly.id !== assembly.id);
  return (
    <Page title={assembly.name}>
      <ul className="list">
        <li>
          <Link to={pathTo('member', { ...here, member: assembly.myMembership.id })}>
            You here: {assembly.myMembership.displayName}
          </Link>
        </li>
        <li>
          <Link to={pathTo('meeting', here)}>Meetings</Link>
        </li>
        <li>
          <Link to={pathTo('requests', here)}>Members together</Link>
        </li>
        <li>
          <Link to={pathTo('help', here)}>Ask for help in confidence</Link>
        </li>
        <li>
          <Link to={pathTo('bylaws', here)}>Bylaws</Link>
        </li>
        <li>
          <Link to={pathTo('tree', here)}>Assemblies above and below</Link>
        </li>
        <li>
          <Link to={pathTo('invite', here)}>Invite a member</Link>
        </li>
        <li>
          <Link to={pathTo('import', here)}>Import a list of members</Link>
        </li>
      </ul>
      <Section title="Your rights here, now">
        <dl className="facts">
          {assembly.myRights.map((right) => (
            <div key={right.action}>
              <dt>{right.what}</dt>
              <dd>
                {right.holder ? `yes${right.through ? `: ${right.through}` : ''}` : `for ${right.fallback}`}
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Other assemblies">
        <ul className="list">
          {others.map((each) => (
            <li key={each.id}>
              <Link to={pathTo('home', { assembly: each.assembly.id })}>{each.assembly.name}</Link>
            </li>
          ))}
          <li>
            <Link to={pathTo('found')}>Found an assembly</Link>
          </li>
        </ul>
      </Section>
      <Section title="You">
        <ul className="list">
          <li>
            <Link to={pathTo('account')}>My account</Link>
          </li>
          <li>
            <Link to={pathTo('vouch')}>Vouch for a member who lost their sign-in</Link>
          </li>
        </ul>
      </Section>
    </Page>
  );
}
