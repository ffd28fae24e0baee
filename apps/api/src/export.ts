import { Readable } from 'node:stream';
import { authorise } from '@plenary/assembly';
import { type AssemblyId, isUuid } from '@plenary/kernel';
import { type Database, notAllowed, notSignedIn, RequestError, type UnitOfWork } from '@plenary/platform';
import type { Caller, RequestContext } from '@plenary/platform/graphql';
import { makeCheckpoint, type RecordCheckpoint, recordSize } from '@plenary/record';
import { exportLines } from '@plenary/voting';
import type { FastifyReply, FastifyRequest } from 'fastify';

const STATUS: Readonly<Partial<Record<RequestError['code'], number>>> = {
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
};

export interface ExportSurroundings {
  readonly db: Database;
  readonly work: UnitOfWork;
  contextOf(request: FastifyRequest): RequestContext;
}

/**
 * `GET /export/<assembly id>`: the whole record for a member of the assembly, in the form that `plenary verify` reads
 * (libs/log, export/format). Streamed: as long as the record is, and never held in memory.
 */
export function exportRoute({ db, work, contextOf }: ExportSurroundings) {
  return reading(contextOf, async (caller, request, reply) => {
    const { assemblyId } = request.params as { assemblyId: string };
    const id = await readable(db, caller, assemblyId);
    const last = await upToDate(db, work, id);
    return reply
      .type('application/jsonl; charset=utf-8')
      .header('content-disposition', `attachment; filename="plenary-${id}.jsonl"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(exportLines(db, id, last.size)));
  });
}

/** A download for whoever is signed in and may read; refusals are answered as the API answers them. */
export function reading(
  contextOf: ExportSurroundings['contextOf'],
  send: (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      const caller = await contextOf(request).caller();
      if (caller === null) throw notSignedIn();
      if (caller.kind === 'token' && !caller.scopes.includes('read'))
        throw notAllowed('This access token may not do that: it needs the scope READ.');
      return await send(caller, request, reply);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { code, message } = error;
      return reply.code(STATUS[code] ?? 400).send({ errors: [{ message, extensions: { code } }] });
    }
  };
}

/** The assembly, for somebody who may read in it. @throws NOT_ALLOWED. */
async function readable(db: Database, caller: Caller, assemblyId: string): Promise<AssemblyId> {
  if (!isUuid(assemblyId)) throw notAllowed();
  const id = assemblyId as AssemblyId;
  if (!(await authorise(db, caller.personId, id, 'assembly.read')).ok) throw notAllowed();
  return id;
}

/** A checkpoint that covers all that the record held when it was asked for. */
async function upToDate(db: Database, work: UnitOfWork, assemblyId: AssemblyId): Promise<RecordCheckpoint> {
  const size = await recordSize(db, assemblyId);
  for (;;) {
    const checkpoint = await work.do((tx) => makeCheckpoint(tx, assemblyId));
    if (checkpoint === null) throw new Error('an assembly has a record from its founding');
    if (checkpoint.size >= size) return checkpoint;
  }
}
