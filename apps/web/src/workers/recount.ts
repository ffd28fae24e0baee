import { type Published, recount } from '../logic/recount.ts';

/* Counts published papers again in a thread of its own, so that the page stays usable meanwhile. */

addEventListener('message', (event: MessageEvent<Published>) => postMessage(recount(event.data)));
