import { type SpawnOptions, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import type { ServerAccount } from './embedded-postgres-account.js';

export interface Finished {
  /** Null when the program could not be started or was ended by a signal. */
  readonly code: number | null;
  /** What it wrote to both outputs, trimmed; the system's error when it could not be started. */
  readonly output: string;
}

/** Runs a program to its end, under another account if one is given. Never throws. */
export function run(command: string, args: readonly string[], account?: ServerAccount): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, spawnOptions(account));
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

export function spawnOptions(account?: ServerAccount): SpawnOptions {
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    // Not where we stand: PostgreSQL asks for its working folder, and another account may not enter ours.
    cwd: parse(process.execPath).root,
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  };
}

/** Our own environment holds secrets, and PG… variables would override what is asked of the server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'SystemDrive', 'TEMP', 'TMP', 'ComSpec', 'TZDIR'];
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', PGCTLTIMEOUT: '86400' };
  for (const name of kept) if (process.env[name] !== undefined) environment[name] = process.env[name];
  return environment;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The command line of a process, words parted by single spaces and slashes forward; undefined when unknown. */
export async function commandLine(pid: number): Promise<string | undefined> {
  const raw =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : process.platform === 'win32'
        ? await outputOf('powershell', [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
          ])
        : await outputOf('ps', ['-ww', '-o', 'args=', '-p', String(pid)]);
  const line = raw
    .replaceAll(/[\0"\s]+/g, ' ')
    .replaceAll('\\', '/')
    .trim();
  return line === '' ? undefined : line;
}

async function outputOf(command: string, args: readonly string[]): Promise<string> {
  const finished = await run(command, args);
  return finished.code === 0 ? finished.output : '';
}
