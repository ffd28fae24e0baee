import { parentPort, workerData } from 'node:worker_threads';
import { drawFrom, type Material } from '../domain/drawing.js';

/*
 * Makes one plan in a thread of its own, from JSON, which is read and written here too: that of a large assembly takes
 * its time.
 */
parentPort!.postMessage(JSON.stringify(drawFrom(JSON.parse(workerData as string) as Material)));
