import { type AssemblyFrameData, useAssembly } from '../hooks/assembly.ts';
import { useStore } from '../hooks/store.ts';
import { endToYou } from '../logic/mandate-words.ts';
import { pathTo } from '../logic/router.ts';
import { lostSeatNotice, markRead, readNotices } from '../offline/read-notices.ts';
import { Link } from './link.tsx';
import { Time } from './times.tsx';

/** On every page of the assembly, until it was read: that the reader was recalled, or lost a seat otherwise. */
export function LostSeats({ seats }: { readonly seats: AssemblyFrameData['mySeatsLost'] }) {
  const { id, timeZone } = useAssembly();
  const read = useStore(readNotices);
  return seats
    .filter((seat) => !read.includes(lostSeatNotice(seat)))
    .map((seat) => (
      <div className="band" role="alert" key={seat.id}>
        <p>
          <strong>You hold your seat in {seat.office.name} no more.</strong> {endToYou(seat.endWords ?? '')}
          {seat.endedAt && (
            <>
              , <Time at={seat.endedAt} zone={timeZone} />
            </>
          )}
          . <Link to={pathTo('delegate', { assembly: id, term: seat.id })}>What stays on the record</Link>
        </p>
        <button type="button" onClick={() => markRead(lostSeatNotice(seat))}>
          I have read this
        </button>
      </div>
    ));
}
