import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
  print,
} from 'graphql';
import { type Sink, Subscriber } from './subscriber.js';

/** What was made of an event that is the same for everybody who gets it. */
const made = new WeakMap<object, Map<string, unknown>>();

/** Marks an event as the same for every viewer: what is computed from it may be computed once and sent to all. */
export function share<T extends object>(event: T): T {
  if (!made.has(event)) made.set(event, new Map());
  return event;
}

/** `make()`, once for each key of a shared event; every time for an event that is not shared. */
export function onceFor<T>(event: object, key: string, make: () => T): T {
  const known = made.get(event);
  if (known === undefined) return make();
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as T;
}

/** One key for all operations that ask the same: the document, the operation's name and the variables. */
export function operationKey(
  args: Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>,
): string {
  return createHash('sha256')
    .update(JSON.stringify([print(args.document), args.operationName ?? null, args.variableValues ?? null]))
    .digest('base64');
}

/** What a subscription gives. */
export interface Results extends AsyncGenerator<ExecutionResult, void, void> {
  /** In place of `next`, where the source can push: gives each result to the sink. */
  readonly flow?: (sink: Sink<ExecutionResult>) => void;
}

/** A result that may still be being made. */
class Made {
  result: ExecutionResult | null = null;
  readonly promise: Promise<ExecutionResult>;

  constructor(making: Promise<ExecutionResult> | ExecutionResult) {
    if (!(making instanceof Promise)) this.result = making;
    this.promise = Promise.resolve(making).then((result) => {
      this.result = result;
      return result;
    });
  }
}

/**
 * graphql-js's `subscribe`, but a shared event is executed once for all operations that ask the same of it: give it to
 * the WebSocket server in place of `subscribe`. Whoever writes frames can go on from there and serialise once too:
 * every such subscriber gets the very same result object, so `onceFor(result…)` after `share(result)` finds its text.
 */
export async function subscribeShared(args: ExecutionArgs): Promise<Results | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source as { errors: readonly GraphQLError[] };
  const key = operationKey(args);
  const events = (source as AsyncIterable<object>)[Symbol.asyncIterator]();
  const run = (event: object) => onceFor(event, key, () => new Made(execute({ ...args, rootValue: event })));
  const results: Results = {
    next: async () => {
      const { done, value } = await events.next();
      return done ? { done: true, value: undefined } : { done: false, value: await run(value).promise };
    },
    // Reaches the source at once, also while `next` waits for an event: a generator would keep it waiting.
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      await events.return?.();
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
    [Symbol.asyncDispose]: async () => {
      await events.return?.();
    },
  };
  if (!(events instanceof Subscriber)) return results;
  const flow = (sink: Sink<ExecutionResult>) =>
    (events as Subscriber<object>).flow({
      put: (event) => {
        const { result, promise } = run(event);
        return result === null ? promise.then((made) => sink.put(made)) : sink.put(result);
      },
      over: (error) => sink.over(error),
    });
  return Object.assign(results, { flow });
}
