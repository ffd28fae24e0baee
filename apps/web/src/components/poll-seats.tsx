import { useEffect } from 'react';
import { type PollParts, PollSeats as SeatsQuery } from '../graphql/generated/poll.ts';
import { useQuery } from '../hooks/use-query.ts';
import { Empty, Waiting } from './notice.tsx';
import { Section } from './page.tsx';
import { SeatVoteLine } from './seat-vote.tsx';

/** The seats that decide, who speaks for each, and after the close how each voted. */
export default function PollSeats({ poll }: { readonly poll: PollParts }) {
  const query = useQuery(SeatsQuery, { id: poll.id });
  const { again } = query;
  // The close says how each voted: what was read while the vote was open has none of it.
  useEffect(() => {
    if (poll.state === 'CLOSED') void again();
  }, [poll.state, again]);
  const seats = query.data?.poll?.seats;
  return (
    <Section title="The seats">
      {!seats ? (
        <Waiting query={query} again={query.again} />
      ) : seats.length === 0 ? (
        <Empty>No assembly below has an office whose delegates speak here.</Empty>
      ) : (
        <>
          {poll.state === 'OPEN' && <p className="muted">How each has voted is shown after the close.</p>}
          <ul className="list">
            {seats.map((seat) => (
              <li key={seat.id}>
                <strong>{seat.name}</strong>
                {poll.weighted && <span className="muted"> · weighs {seat.weight}</span>}
                <div>
                  {seat.speaker === null ? (
                    <span className="muted">Nobody is named for it now.</span>
                  ) : (
                    `${seat.speaker} speaks for it`
                  )}
                </div>
                {seat.vote ? (
                  <SeatVoteLine vote={seat.vote} open={poll.state === 'OPEN'} />
                ) : (
                  poll.state === 'CLOSED' && <div className="muted">Did not vote.</div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
