import type { HardshipParts } from '../graphql/generated/hardship.ts';
import { useAssembly } from '../hooks/assembly.ts';
import { Time } from './times.tsx';

/** What was written in a request, in order. `mine`: whoever reads is the member who asked. */
export function HardshipNotes({ asked, mine }: { readonly asked: HardshipParts; readonly mine: boolean }) {
  const { timeZone } = useAssembly();
  return (
    <ol className="list">
      {asked.notes.map((note) => (
        <li key={note.place}>
          <p className="muted">
            {note.fromMember && mine ? 'You' : note.author.displayName},{' '}
            <Time at={note.writtenAt} zone={timeZone} />
          </p>
          <p className="text">{note.text}</p>
        </li>
      ))}
    </ol>
  );
}
