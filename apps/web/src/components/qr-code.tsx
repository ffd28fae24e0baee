import { lazy, Suspense } from 'react';

const Qr = lazy(() => import('./qr.tsx'));

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Suspense fallback={<p className="muted">Drawing the code…</p>}>
      <Qr text={text} label={label} />
    </Suspense>
  );
}
