import { ok, type Result, rejected } from '@plenary/kernel';
import { importById } from '../persistence/import-rows.js';
import { applyImport } from './apply-import.js';
import type { TogetherEffect } from './ports.js';

const notApplicable = (because: string): Result<never> =>
  rejected({ code: 'IMPORT_NOT_APPLICABLE', message: `The import can’t be applied: ${because}.` });

/** An import is one act of members together: the subject is the staged import. */
export const APPLY_IMPORT_TOGETHER: TogetherEffect = {
  action: 'APPLY_IMPORT',
  async check(tx, request) {
    const staged = request.subjectId === null ? null : await importById(tx, request.subjectId);
    if (staged?.assemblyId !== request.assemblyId) return notApplicable('there is no such import');
    return staged.state === 'staged'
      ? ok()
      : notApplicable(`it has ${staged.state === 'applied' ? 'been applied' : 'lapsed'} already`);
  },
  async execute(tx, request) {
    const outcome = await applyImport(tx, request.assemblyId, request.subjectId ?? '', request.authority);
    return outcome.done ? ok(outcome) : notApplicable(outcome.because);
  },
};
