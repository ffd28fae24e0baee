/// <reference lib="webworker" />
/**
 * Keeps the shell of the member's client (page, scripts, styles, fonts), so that it opens in a dead spot.
 * It never touches the API: votes wait in the page's own outbox, where their rules are.
 * And shows what the server pushes to this device, for a member who asked to be reminded on it.
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

/** Addresses of the client; the API, the explorer and what is downloaded, as long as that takes, are the server's. */
function isPage(path: string): boolean {
  return !/^\/(graphql|explorer|export|calendar|health|metrics)(\/|$)/.test(path);
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

interface Pushed {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly tag: string;
}

/** Something is always shown: a browser takes a push that shows nothing for a reason to end them. */
self.addEventListener('push', (event) => {
  let pushed: Pushed;
  try {
    pushed = event.data!.json() as Pushed;
  } catch {
    pushed = { title: 'Plenary', body: 'Something waits for you in Plenary.', path: '/', tag: 'plenary' };
  }
  const { title, body, path, tag } = pushed;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: path, icon: '/icon.svg' }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(String(event.notification.data), location.origin)));
});

/** Where that page is open already, it comes to the front; no other page is taken away from who reads or writes it. */
async function open(url: URL): Promise<void> {
  if (url.origin !== location.origin) return;
  const pages = await self.clients.matchAll({ type: 'window' });
  const page = pages.find((each) => new URL(each.url).pathname === url.pathname);
  if (page === undefined) await self.clients.openWindow(url.href);
  else await page.focus();
}
