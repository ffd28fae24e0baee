import { useState } from 'react';
import { Form, RadioField } from '../components/form.tsx';
import { Waiting } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { isRejection, request } from '../graphql/client.ts';
import { DraftMotion } from '../graphql/generated/draft.ts';
import { FacilitateNow as Query } from '../graphql/generated/meeting.ts';
import { MoveMotion } from '../graphql/generated/motion.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { go } from '../hooks/route.ts';
import { useAction } from '../hooks/use-action.ts';
import { useQuery } from '../hooks/use-query.ts';
import { pathTo } from '../logic/router.ts';

/** In a meeting where nobody facilitates: proposes a member who is present, at once. */
export default function FacilitateNow() {
  const assembly = useAssembly();
  const here = { assembly: assembly.id };
  const query = useQuery(Query, { id: assembly.id });
  const [chosen, setChosen] = useState<string | null>(null);
  const meeting = query.data?.assembly?.currentMeeting;
  const present = meeting?.presentMembers ?? [];
  const action = useAction(async () => {
    const member = present.find((each) => each.id === chosen);
    if (!member) return 'Choose a member.';
    const { draftMotion: draft } = await request(DraftMotion, {
      input: {
        assemblyId: assembly.id,
        kind: 'CHOOSE_ON_THE_SPOT',
        title: `Shall ${member.displayName} facilitate this meeting?`,
        text: '',
        effect: { memberId: member.id },
        opensAt: null,
        voteSeconds: null,
        tier: null,
      },
    });
    if (isRejection(draft)) return draft.message;
    const { moveMotion: moved } = await request(MoveMotion, { input: { motionId: draft.id } });
    if (isRejection(moved)) return moved.message;
    go(pathTo('motion', { ...here, motion: draft.id }), { replace: true });
    return null;
  });
  return (
    <Page title="Choose somebody to facilitate now" back={{ to: pathTo('meeting', here), label: 'Meeting' }}>
      {!query.data ? (
        <Waiting query={query} again={query.again} />
      ) : !meeting?.needsFacilitator ? (
        <p>
          Nobody has to be chosen now: no meeting is on, or somebody who facilitates is in it, or may still
          come within ten minutes.
        </p>
      ) : !meeting.presentByMe ? (
        <p>Those present choose. Check in to the meeting first.</p>
      ) : (
        <>
          <p>
            Nobody who facilitates is here. Whom you propose needs one member to second it; then all who are
            present vote for a few minutes. Who is chosen facilitates until the meeting ends.
          </p>
          {query.data.assembly?.quiet && (
            <p className="muted">This assembly shows no list of members: you can propose yourself.</p>
          )}
          <Form action={action} submit="Propose this member" strong>
            <RadioField
              label="Who shall facilitate"
              value={chosen}
              onChange={setChosen}
              choices={present.map((member) => ({ value: member.id, label: member.displayName }))}
            />
          </Form>
        </>
      )}
    </Page>
  );
}
