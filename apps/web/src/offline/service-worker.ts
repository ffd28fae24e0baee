/// <reference lib="webworker" />
/**
 * Keeps the shell of the member's client (page, scripts, styles, fonts), so that it opens in a dead spot.
 * It never touches the API: votes wait in the page's own outbox, where their rules are.
 */
export {};

declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build: a name that changes with the files, and the files. */
declare const SHELL_VERSION: string;
declare const SHELL_FILES: readonly string[];

const CACHE = `plenary-${SHELL_VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(['/', ...SHELL_FILES]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url.pathname)) event.respondWith(pageFor(request));
  } else if (SHELL_FILES.includes(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)));
  }
});

/** Addresses of the client; the API and the explorer are the server's. */
function isPage(path: string): boolean {
  return !/^\/(graphql|explorer|health|metrics)(\/|$)/.test(path);
}

/** The present page where there is a network, the kept one where there is none or it takes too long. */
async function pageFor(request: Request): Promise<Response> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(4_000) });
    if (response.ok) return response;
    return (await caches.match('/')) ?? response;
  } catch {
    return (await caches.match('/')) ?? Response.error();
  }
}
