/** The button below a page of a list that has more. */
export function More({
  busy,
  onMore,
  label = 'Show more',
}: {
  readonly busy: boolean;
  readonly onMore: () => void;
  readonly label?: string;
}) {
  return (
    <p>
      <button type="button" className="button" onClick={onMore} aria-disabled={busy}>
        {busy ? 'Loading…' : label}
      </button>
    </p>
  );
}
