import { connect } from 'node:net';
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiProcess } from '@plenary/testing';
import type { Service } from '../support/service.js';
import { timed } from './asking.js';

/** An answer that takes longer is none, in milliseconds. */
const ANSWER = 5_000;

/** What can be seen from outside when something does not come right: the machine, each process, the database's sessions. */
export async function diagnosis(service: Service, apis: readonly ApiProcess[]): Promise<string> {
  const late = await timed(sleep(100));
  const lines = [
    `the machine: load ${loadavg().map((load) => load.toFixed(1))} on ${availableParallelism()} processors, 100 ms took ${Math.round(late.ms)}`,
  ];
  for (const { address, child, log } of apis) {
    lines.push(
      `process ${child.pid} at ${address}: ended with ${child.exitCode ?? child.signalCode ?? 'nothing, it runs'}, its port ${await port(address)}, live ${await asked(address, 'live')}, ready ${await asked(address, 'ready')}`,
      log().slice(-4_000),
    );
  }
  lines.push(await sessions(service));
  return lines.join('\n');
}

function port(address: string): Promise<string> {
  const { hostname, port: number } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(number), hostname);
    socket.setTimeout(ANSWER, () => socket.destroy(new Error('does not answer')));
    socket.on('connect', () => {
      socket.destroy();
      resolve('accepts');
    });
    socket.on('error', ({ message }) => resolve(message));
  });
}

async function asked(address: string, path: string): Promise<string> {
  const { value, ms } = await timed(
    fetch(`${address}/health/${path}`, { signal: AbortSignal.timeout(ANSWER) }).then(
      async (response) => `${response.status} ${await response.text()}`,
      (error: Error) => `${error.message} ${String(error.cause ?? '')}`,
    ),
  );
  return `${value} (${Math.round(ms)} ms)`;
}

async function sessions(service: Service): Promise<string> {
  const asking = service
    .sql(
      `SELECT pid, application_name, state, wait_event_type, wait_event, now() - state_change AS since, left(query, 80) AS query
       FROM pg_stat_activity WHERE datname IS NOT NULL ORDER BY state_change`,
    )
    .then(
      (rows) => rows.map((row) => JSON.stringify(row)).join('\n'),
      (error: Error) => `the database: ${error.message}`,
    );
  return Promise.race([asking, sleep(ANSWER, 'the database does not answer', { ref: false })]);
}
