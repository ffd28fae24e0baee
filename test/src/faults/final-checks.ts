import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Member } from '../support/people.js';
import type { Findings } from './findings.js';

const CLI = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));

interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly canonical: string;
  readonly data: string;
}

/** All of the record, as a member reads it. */
export async function readRecord({ client, assemblyId }: Member): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const { assembly } = await client.ask<{ assembly: { record: { nodes: Entry[] } } }>(
      `query ($id: ID!, $after: Int) { assembly(id: $id) { record(first: 100, after: $after) {
         nodes { seq kind canonical data } } } }`,
      { id: assemblyId, after: entries.at(-1)?.seq ?? 0 },
    );
    const { nodes } = assembly.record;
    if (nodes.length === 0) return entries;
    entries.push(...nodes);
  }
}

/** Numbered from 1 without a gap, and each poll that was opened closed once. */
export function checkRecord(entries: readonly Entry[], findings: Findings): void {
  findings.add('entries in the record', entries.length);
  for (const [i, { seq }] of entries.entries())
    if (seq !== i + 1) findings.violation('gaps', `entry ${i + 1} of the record has the number ${seq}`);
  const pollsOf = (sought: string) =>
    entries
      .filter(({ kind }) => kind === sought)
      .map(({ data }) => (JSON.parse(data) as { poll: string }).poll);
  const closed = pollsOf('poll.closed');
  for (const poll of pollsOf('poll.opened')) {
    const times = closed.filter((each) => each === poll).length;
    if (times !== 1) findings.violation('polls not closed once', `${poll} was closed ${times} times`);
  }
}

/** Exports the assembly and holds it with nothing but the command line's verifier: what that says. */
export async function verifyExport({ client, assemblyId }: Member, findings: Findings): Promise<string> {
  const response = await fetch(`${client.address}/export/${assemblyId}`, {
    headers: { cookie: client.cookie },
  });
  const folder = await mkdtemp(join(tmpdir(), 'plenary-faults-export-'));
  try {
    const file = join(folder, 'export.jsonl');
    await writeFile(file, await response.text());
    const said = await new Promise<string>((resolve) => {
      execFile(process.execPath, [CLI, 'verify', file], (_, stdout, stderr) => resolve(stdout + stderr));
    });
    if (!said.startsWith('OK')) findings.violation('record not verified', said);
    return said.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
