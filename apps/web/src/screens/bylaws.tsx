import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { Rules } from '../components/rules.tsx';
import { Time } from '../components/times.tsx';
import { BylawsPage } from '../graphql/generated/bylaws.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';

export default function Bylaws() {
  const assembly = useAssembly();
  const query = useQuery(BylawsPage, { id: assembly.id });
  const bylaws = query.data?.assembly?.bylaws;
  return (
    <Page title="Bylaws" back={{ to: pathTo('more', { assembly: assembly.id }), label: 'More' }}>
      {bylaws ? (
        <>
          <p>
            {bylaws.adoptedAt && assembly.stage === 'ESTABLISHED' ? (
              <>
                Version {bylaws.version}, adopted <Time at={bylaws.adoptedAt} zone={assembly.timeZone} />.
                They change by a carried motion alone.
              </>
            ) : (
              'The rules that hold until the first meeting adopts bylaws.'
            )}
          </p>
          <Rules sections={bylaws.sections} />
        </>
      ) : (
        <Waiting query={query} again={query.again} />
      )}
    </Page>
  );
}
