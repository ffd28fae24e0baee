import { useState } from 'react';

/** A text to copy. Where the browser does not copy (no TLS), it is selected with one tap. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, setSaid] = useState('');
  const copy = () => {
    const write = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    write.then(
      () => setSaid('Copied.'),
      () => setSaid('Press and hold the text to copy it.'),
    );
  };
  return (
    <span className="copy">
      <button type="button" className="button button-small" onClick={copy}>
        {label}
      </button>{' '}
      <span role="status">{said}</span>
    </span>
  );
}
