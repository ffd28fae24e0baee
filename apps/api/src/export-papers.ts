import { Readable } from 'node:stream';
import { isUuid } from '@plenary/kernel';
import { notAllowed } from '@plenary/platform';
import { papersAsBlt } from '@plenary/voting';
import { type ExportSurroundings, reading } from './export.js';

/** `GET /export/polls/<poll id>.blt`: the published papers of an election for a member of its assembly. */
export function exportPapersRoute({ db, contextOf }: Pick<ExportSurroundings, 'db' | 'contextOf'>) {
  return reading(contextOf, async (caller, request, reply) => {
    const pollId = (request.params as { file: string }).file.replace(/\.blt$/, '');
    if (!isUuid(pollId)) throw notAllowed();
    const lines = await papersAsBlt(db, caller.personId, pollId);
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="plenary-${pollId}.blt"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(lines));
  });
}
