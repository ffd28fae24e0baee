import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './explorer.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';

/**
 * The explorer of the API: everything it needs is served by this service. It asks with the session of whoever
 * is signed in; a personal access token can be given as a header instead.
 */
const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  headers: { 'apollo-require-preflight': '1' },
  wsClient: createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    lazy: true,
  }),
});

const FIRST = `# The API of this service. The book on the left describes every type and field.
# Your session is used; for a program, make a token under "My account" and send
# it as the header {"authorization": "Bearer …"}.

query FirstLook {
  server { version now }
  me {
    memberships { displayName assembly { id name needsMyVote { id question closesAt } } }
  }
}

# A live view: the present state first, then each change.
subscription FollowAPoll($pollId: ID!) {
  pollUpdated(pollId: $pollId) { state voted entitled closesAt stale }
}
`;

createRoot(document.getElementById('explorer')!).render(<GraphiQL fetcher={fetcher} defaultQuery={FIRST} />);
