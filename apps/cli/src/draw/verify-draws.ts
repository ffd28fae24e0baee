import { ExportVerifier, readExportLine } from '@plenary/log';
import { LineUnreadable, linesOf } from '../lines.js';
import type { Outcome } from '../outcome.js';
import { DrawChecker } from './check-draws.js';

/** Verifies an exported record, and makes every draw of shifts in it again, offline. */
export async function verifyDraws(path: string, key: string | null): Promise<Outcome> {
  const verifier = new ExportVerifier(key);
  const draws = new DrawChecker();
  let number = 0;
  try {
    for await (const line of linesOf(path)) {
      number++;
      const before = { root: verifier.root, size: verifier.size };
      const step = verifier.line(line);
      if (!step.ok) {
        const { code, message } = step.rejection;
        return code === 'EXPORT_WRONG'
          ? { code: 1, text: `WRONG at line ${number}: ${message}` }
          : { code: 2, text: `MALFORMED at line ${number}: ${message}` };
      }
      const read = readExportLine(line);
      const fault = read.ok && 'entry' in read.value ? draws.entry(read.value.entry, before) : null;
      if (fault !== null) return { code: 1, text: `WRONG at line ${number}: ${fault}` };
    }
  } catch (error) {
    if (error instanceof LineUnreadable)
      return { code: 2, text: `MALFORMED at line ${error.number}: ${error.message}` };
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { code: 2, text: `The file cannot be read: ${message}` };
  }
  const found = verifier.finish();
  if (!found.ok) return { code: 2, text: `MALFORMED after line ${number}: ${found.rejection.message}` };
  const { repeated, held, erased } = draws.result();
  const lines = [
    `OK: ${repeated} draws of shifts made again, ${held} places with the same holders`,
    `in the record of the assembly ${found.value.assembly}, root ${found.value.root}`,
  ];
  if (erased.length > 0)
    lines.push(`Not made again, since times of members in them were erased: entries ${erased.join(', ')}`);
  return { code: 0, text: lines.join('\n') };
}
