import type { Duplex } from 'node:stream';
import { onceFor, type Results, share } from '@plenary/platform/live';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { WebSocket } from 'ws';

/** A socket, and what its frames go through. */
export interface Wire {
  readonly socket: WebSocket;
  /** The stream that `socket` writes to. No message is compressed or split, so frames of ours fit between those of its own. */
  readonly stream: Duplex;
}

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
  wire: Wire,
  id: string,
  results: Results,
  present: (error: GraphQLError) => GraphQLError,
): AsyncGenerator<ExecutionResult, void, void> {
  const { socket, stream } = wire;
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const bodyOf = (result: ExecutionResult) =>
    onceFor(share(result), 'frame', () => Buffer.from(`${JSON.stringify(presented(result, present))}}`));
  const isOpen = () => socket.readyState === socket.OPEN && stream.writable;
  const put = (result: ExecutionResult) => passOn(wire, frameOf(head, bodyOf(result)));
  const frames: AsyncGenerator<ExecutionResult, void, void> = {
    next: async () => {
      if (results.flow)
        return flowing(results.flow, (result) => {
          if (isOpen()) return put(result);
          void results.return();
          return undefined;
        });
      for (;;) {
        const { done, value } = await results.next();
        if (done) return { done, value: undefined };
        // Nobody is there any more: nothing else is read for them.
        if (!isOpen()) return results.return();
        await put(value);
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

/** Resolves at the end of all results. */
function flowing(
  flow: NonNullable<Results['flow']>,
  put: (result: ExecutionResult) => Promise<void> | undefined,
): Promise<IteratorReturnResult<undefined>> {
  return new Promise((resolve, reject) => {
    flow({
      put,
      over: (error) =>
        error === undefined ? resolve({ done: true, value: undefined }) : reject(error as Error),
    });
  });
}

function presented(result: ExecutionResult, present: (error: GraphQLError) => GraphQLError) {
  const { errors, ...rest } = result;
  return errors === undefined ? rest : { ...rest, errors: errors.map((error) => present(error).toJSON()) };
}

/** A whole unmasked text message (RFC 6455, 5.2: FIN and opcode 1), in one piece of memory. */
const FIN_TEXT = 0x81;

/**
 * The frame, made here: to thousands of sockets, the package's way (a header made and two pieces written for each, with
 * a callback) costs more than the writing itself.
 */
export function frameOf(head: Buffer, body: Buffer): Buffer {
  const length = head.length + body.length;
  const small = length < 126;
  const wide = length > 0xffff;
  const start = small ? 2 : wide ? 10 : 4;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FIN_TEXT;
  if (small) frame[1] = length;
  else if (wide) {
    frame[1] = 127;
    frame.writeUIntBE(0, 2, 2);
    frame.writeUIntBE(length, 4, 6);
  } else {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  }
  head.copy(frame, start);
  body.copy(frame, start + head.length);
  return frame;
}

/** At once when the system took all of it, as it does for whoever reads; else when it has, or the socket is gone. */
function passOn({ stream }: Wire, frame: Buffer): Promise<void> | undefined {
  stream.write(frame);
  if (stream.writableLength === 0) return undefined;
  // Nothing, behind all that waits: done when that is, or when the stream ends.
  return new Promise((resolve) => void stream.write('', () => resolve()));
}
