/** Above a form that has come back with what was written in it and not sent. */
export function WrittenBefore({ onAnew }: { readonly onAnew: () => void }) {
  return (
    <div className="notice">
      <p>What you wrote here before, and did not send, is here again. Only this device has it.</p>
      <button type="button" className="button button-small" onClick={onAnew}>
        Begin anew
      </button>
    </div>
  );
}
