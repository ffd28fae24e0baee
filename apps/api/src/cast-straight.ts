import { ACCESS, type AccessDeclaration, type RequestContext } from '@plenary/platform/graphql';
import { BallotResolver, CastBallotInput } from '@plenary/voting';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql';
import { isFree } from './access.guard.js';
import { type CastPlan, castPlanOf } from './cast-plan.js';
import { validationPipe } from './validation.js';

const INPUT = { type: 'body', metatype: CastBallotInput, data: 'input' } as const;

interface CastContext {
  readonly request: RequestContext;
  /** What the ballot came to, where it was cast before. */
  readonly outcome?: Promise<object>;
}

/** Executes a document, or casts a ballot by it. Null where nothing ran, since the variables are not of their types. */
export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult> | null;

export const executeAny: Execute = (args) => {
  const result = execute(args);
  return 'data' in result || result instanceof Promise ? result : null;
};

/**
 * Gives the mutation that casts a ballot to its resolver without the framework's pipeline, whose promises took a quarter of
 * the time of its execution. What that would ask is asked here: the guard, whose answer is in the declaration and the same
 * for everybody, once; and the bounds of each input. A document that does nothing but cast a ballot is read once, and a
 * receipt is written as it says, for which graphql-js took an eighth of the service's time; whatever else the ballot came
 * to, graphql-js words.
 */
export function castStraight(schema: GraphQLSchema, ballots: BallotResolver): Execute {
  const declared = Reflect.getMetadata(ACCESS, ballots.castBallot) as AccessDeclaration | undefined;
  if (declared === undefined || !isFree(declared))
    throw new Error('before a ballot is cast the guard has something to ask of each request');
  const pipe = validationPipe();
  const cast = async (request: RequestContext, input: unknown) =>
    ballots.castBallot(request, (await pipe.transform(input, INPUT)) as CastBallotInput);
  schema.getMutationType()!.getFields().castBallot!.resolve = (
    _root,
    { input }: { input: unknown },
    { request, outcome }: CastContext,
  ) => outcome ?? cast(request, input);

  const plans = new WeakMap<DocumentNode, CastPlan | null>();
  const planOf = (document: DocumentNode): CastPlan | null => {
    let plan = plans.get(document);
    if (plan === undefined) {
      plan = castPlanOf(schema, document);
      plans.set(document, plan);
    }
    return plan;
  };
  return (args) => {
    const plan = planOf(args.document);
    if (plan === null || (args.operationName ?? plan.operation) !== plan.operation) return executeAny(args);
    const { coerced } = getVariableValues(schema, plan.variables, args.variableValues ?? {});
    if (coerced === undefined) return null;
    const context = args.contextValue as CastContext;
    const outcome = cast(context.request, coerced[plan.input]);
    const inFull = () => execute({ ...args, contextValue: { ...context, outcome } });
    return outcome.then(
      (told) => ('message' in told ? inFull() : { data: { [plan.key]: plan.write(told) } }),
      inFull,
    );
  };
}
