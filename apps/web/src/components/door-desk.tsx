import { useState } from 'react';
import { isRejection, request } from '../graphql/client.ts';
import { CheckInMember } from '../graphql/generated/meeting.ts';
import { useAssembly, useRight } from '../hooks/assembly.ts';
import { useAction } from '../hooks/use-action.ts';
import { Form } from './form.tsx';
import { MemberPicker } from './member-picker.tsx';

interface Props {
  readonly meetingId: string;
  readonly again: () => Promise<void>;
}

/** At the door of a meeting: who has the shift of it, or facilitates, checks in who does not do it by phone. */
export function DoorDesk({ meetingId, again }: Props) {
  const { id } = useAssembly();
  // Everybody holds it for themselves: that is the button above.
  const mayForOthers = useRight('meeting.checkInMember').through === 'shift';
  const [memberId, setMember] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const action = useAction(async () => {
    if (memberId === null) return 'Choose who is there.';
    const { checkInMember: answer } = await request(CheckInMember, { input: { meetingId, memberId } });
    if (isRejection(answer)) return answer.message;
    setMember(null);
    setDone(true);
    await again();
    return null;
  });
  if (!mayForOthers) return null;
  return (
    <details>
      <summary>Check a member in</summary>
      <p>
        For who is here without a phone. The record says that it was you, and through your shift; they can
        check themselves out.
      </p>
      <Form action={action} submit="Check this member in">
        <MemberPicker
          assemblyId={id}
          label="Who is here"
          value={memberId}
          onChange={(member) => {
            setMember(member);
            setDone(false);
          }}
        />
      </Form>
      <p role="status">{done && 'Checked in.'}</p>
    </details>
  );
}
