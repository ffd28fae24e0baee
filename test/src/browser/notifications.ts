/// <reference lib="dom" />
import type { Subscription } from '@plenary/testing';
import type { Worker } from 'playwright-core';
import { eventually } from '../support/service.js';
import type { Phone } from './support.js';

/** What the service worker asked the browser to show. */
export interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly data: unknown;
  readonly icon: string;
}

/**
 * Gives the phone what a browser without a window has not: leave to show notifications, and a push service, which is
 * the test's own. All else is the client's.
 */
export async function withNotifications(
  phone: Phone,
  { endpoint, p256dh, auth }: Subscription,
): Promise<void> {
  await phone.page.addInitScript(
    (given) => {
      Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
      Notification.requestPermission = async () => 'granted';
      let present: unknown = null;
      const subscription = (applicationServerKey: string) => ({
        options: {
          applicationServerKey: Uint8Array.from(
            atob(applicationServerKey.replaceAll('-', '+').replaceAll('_', '/')),
            (each) => each.charCodeAt(0),
          ).buffer,
        },
        toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
        unsubscribe: async () => {
          present = null;
          document.documentElement.dataset.unsubscribed = '1';
          return true;
        },
      });
      PushManager.prototype.subscribe = async (options) => {
        present = subscription(options!.applicationServerKey as string);
        sessionStorage.setItem('subscribed', options!.applicationServerKey as string);
        return present as PushSubscription;
      };
      const before = sessionStorage.getItem('subscribed');
      if (before !== null) present = subscription(before);
      PushManager.prototype.getSubscription = async () => present as PushSubscription | null;
    },
    { endpoint, p256dh, auth },
  );
}

interface Scope {
  shown: Shown[];
  opened: string[];
}

/** Delivers a message to the phone's service worker, as a push service does; what it asks to be shown. */
export async function pushed(phone: Phone, text: string): Promise<Shown[]> {
  const worker = await workerOf(phone);
  await worker.evaluate(() => {
    const scope = globalThis as unknown as Scope;
    scope.shown = [];
    ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
      scope.shown.push({ title, ...options } as Shown);
    };
  });
  const cdp = await phone.context.newCDPSession(phone.page);
  const registered = new Promise<string>((resolve) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    }),
  );
  await cdp.send('ServiceWorker.enable');
  const registrationId = await registered;
  await cdp.send('ServiceWorker.deliverPushMessage', { origin: phone.address, registrationId, data: text });
  const shown = await eventually(
    () => worker.evaluate(() => (globalThis as unknown as Scope).shown),
    ({ length }) => length > 0,
  );
  await cdp.detach();
  return shown;
}

/** Taps a notification that leads there; which pages the service worker opens for it. */
export async function tapped(phone: Phone, path: string): Promise<string[]> {
  const worker = await workerOf(phone);
  return worker.evaluate(async (data) => {
    const scope = globalThis as unknown as Scope & {
      clients: { openWindow(url: string): Promise<null> };
      dispatchEvent(event: Event): boolean;
    };
    scope.opened = [];
    // The browser opens one for a person's own tap alone.
    scope.clients.openWindow = async (url) => {
      scope.opened.push(url);
      return null;
    };
    const waits: Promise<unknown>[] = [];
    const event = Object.assign(new Event('notificationclick'), {
      notification: { data, close: () => undefined },
      waitUntil: (promise: Promise<unknown>) => waits.push(promise),
    });
    scope.dispatchEvent(event);
    await Promise.all(waits);
    return scope.opened;
  }, path);
}

async function workerOf(phone: Phone): Promise<Worker> {
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return phone.context.serviceWorkers()[0] ?? phone.context.waitForEvent('serviceworker');
}
