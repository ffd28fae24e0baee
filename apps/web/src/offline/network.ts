import { createStore } from '../hooks/store.ts';

/**
 * Whether the service can be reached, as far as one knows: the phone's own word ('offline' is always true,
 * 'online' only means that there is some network) and how the last requests and the live connection fared.
 */
export interface Network {
  readonly requests: 'fine' | 'failing';
  readonly live: 'idle' | 'connected' | 'reconnecting';
  /** The service said of itself that what it sends is behind. */
  readonly stale: boolean;
}

export const network = createStore<Network>({
  requests: navigator.onLine ? 'fine' : 'failing',
  live: 'idle',
  stale: false,
});

const backListeners = new Set<() => void>();

/** Calls back whenever the service can be reached again. */
export function onBack(listener: () => void): () => void {
  backListeners.add(listener);
  return () => backListeners.delete(listener);
}

export function reached(): void {
  if (network.get().requests === 'fine') return;
  network.set({ ...network.get(), requests: 'fine' });
  for (const listener of [...backListeners]) listener();
}

export function notReached(): void {
  network.set({ ...network.get(), requests: 'failing' });
}

export function setLive(live: Network['live']): void {
  if (network.get().live !== live) network.set({ ...network.get(), live });
}

export function setStale(stale: boolean): void {
  if (network.get().stale !== stale) network.set({ ...network.get(), stale });
}

addEventListener('offline', notReached);
// The phone's word is enough to try again, not to say that all is well: the listeners' requests will tell.
addEventListener('online', () => {
  for (const listener of [...backListeners]) listener();
});
