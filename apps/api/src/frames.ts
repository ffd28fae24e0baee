import { onceFor, share } from '@plenary/platform/live';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';

const TEXT = { binary: false } as const;

/**
 * Sends what a subscription gives over its socket, and has nothing left for graphql-ws to send but the end: give it to
 * `onOperation` in place of the stream. A result that many subscriptions share (see subscribeShared) is serialised once
 * for all of them; what is a socket's own is the head of the message, which holds the id that the client chose.
 *
 * The next event is asked for when the socket has passed this one on to the system, and not before: a slow reader keeps
 * nothing waiting here but one message. Of a poll it then gets the latest and skips what came between; of a record it
 * gets every entry, at its own pace. One that reads nothing any more answers no ping either, and is cut off by the
 * keep-alive; it comes back with `after:`.
 */
export function sendFrames(
  socket: WebSocket,
  id: string,
  results: AsyncGenerator<ExecutionResult, void, void>,
  present: (error: GraphQLError) => GraphQLError,
): AsyncGenerator<ExecutionResult, void, void> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const bodyOf = (result: ExecutionResult) =>
    onceFor(share(result), 'frame', () => Buffer.from(`${JSON.stringify(presented(result, present))}}`));
  const frames: AsyncGenerator<ExecutionResult, void, void> = {
    next: async () => {
      for (;;) {
        const { done, value } = await results.next();
        if (done) return { done, value: undefined };
        // Nobody is there any more: nothing else is read for them.
        if (socket.readyState !== socket.OPEN) return results.return();
        await passOn(socket, Buffer.concat([head, bodyOf(value)]));
      }
    },
    // Straight to the source, also while `next` waits for it.
    return: () => results.return(),
    throw: (error: unknown) => results.throw(error),
    [Symbol.asyncIterator]: () => frames,
    [Symbol.asyncDispose]: () => results[Symbol.asyncDispose](),
  };
  return frames;
}

function presented(result: ExecutionResult, present: (error: GraphQLError) => GraphQLError) {
  const { errors, ...rest } = result;
  return errors === undefined ? rest : { ...rest, errors: errors.map((error) => present(error).toJSON()) };
}

/** At once when the system took all of it, as it does for whoever reads; else when it has, or the socket is gone. */
function passOn(socket: WebSocket, frame: Buffer): Promise<void> | undefined {
  let gone: (() => void) | null = null;
  socket.send(frame, TEXT, () => gone?.());
  if (socket.bufferedAmount === 0) return undefined;
  return new Promise((resolve) => {
    gone = resolve;
  });
}
