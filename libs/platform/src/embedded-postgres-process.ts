import { type SpawnOptions, spawn } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
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

/** Whether the process is there; also true of one that ended and that nobody has asked about, see `hasEnded`. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether a process that is there has ended. In a container whose first process is no init nobody takes note of
 * orphans that end, and to everybody who asks by number they look alive for ever.
 */
export async function hasEnded(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) Z [^)]*$/.test(stat);
}

/** Whether any process works in the folder, as all of a PostgreSQL server do. Known on Linux alone. */
export async function isWorkedIn(folder: string): Promise<boolean> {
  const numbers = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(numbers.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return folders.includes(folder);
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
