import { toBase64Url } from '../logic/base64-url.ts';

/** Notifications in this browser: whether it can, and where it is reached. */

export type PushState =
  /** It can: asked now, or allowed already. */
  | 'can'
  /** Its owner told it not to. */
  | 'denied'
  /** An iPhone or iPad shows notifications of what is on its home screen alone. */
  | 'add-to-home-screen'
  | 'cannot';

export function pushState(): PushState {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return 'standalone' in navigator && navigator.standalone === false ? 'add-to-home-screen' : 'cannot';
  return Notification.permission === 'denied' ? 'denied' : 'can';
}

export interface Reached {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** Where this browser is reached by the server with this key; null when it is not, or is by another key. */
export async function presentSubscription(key: string): Promise<PushSubscription | null> {
  const subscription = (await (await worker())?.pushManager?.getSubscription()) ?? null;
  const other = subscription?.options.applicationServerKey;
  return other && toBase64Url(new Uint8Array(other)) !== key ? null : subscription;
}

/** Asks this browser's owner, and its push service. A sentence for a person when it is not to be. */
export async function subscribe(key: string): Promise<Reached | string> {
  // First, while the tap still counts as one: some browsers ask for nothing without it.
  if ((await Notification.requestPermission()) !== 'granted')
    return 'This browser was not allowed to show notifications. Allow them for this page, and try again.';
  const registration = await worker();
  if (registration === null) return 'This page is not kept on the device yet. Load it again, and try again.';
  try {
    let subscription = await presentSubscription(key);
    if (subscription === null) {
      // One by another key keeps a new one from being made.
      await (await registration.pushManager.getSubscription())?.unsubscribe();
      subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: key,
      });
    }
    const { endpoint, keys } = subscription.toJSON();
    return { endpoint: endpoint!, p256dh: keys!.p256dh!, auth: keys!.auth! };
  } catch {
    return 'This browser could not reach the service that brings its notifications. Try again later, or take mail or a calendar link.';
  }
}

/** For what a push service may never answer. */
const PATIENCE_MS = 3_000;

/** What the server no longer pushes to: forgotten here, too. It is of no use without the server's part, which has gone. */
export async function unsubscribe(): Promise<void> {
  const forget = async () => {
    const registration = await worker();
    for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
    await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  };
  await Promise.race([
    forget().catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}

async function worker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  return (await navigator.serviceWorker.getRegistration()) ?? null;
}
