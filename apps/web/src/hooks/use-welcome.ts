import { useCallback, useState } from 'react';
import type { SignedIn } from '../components/sign-in-ways.tsx';
import { useSession } from './session.ts';

/** What follows a sign-in: the codes that are shown once, then going on. */
export function useWelcome(goOn: () => void | Promise<void>) {
  const { refresh } = useSession();
  const [shown, setShown] = useState<SignedIn | null>(null);
  const done = useCallback(
    async (signedIn: SignedIn) => {
      if (signedIn.recoveryCodes && signedIn.recoveryCodes.length > 0) {
        setShown(signedIn);
        await refresh();
        return;
      }
      await refresh();
      await goOn();
    },
    [refresh, goOn],
  );
  const kept = useCallback(() => {
    setShown(null);
    void goOn();
  }, [goOn]);
  return { shown, done, kept };
}
