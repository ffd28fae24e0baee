/** Somebody or something that can be voted for. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  readonly statement: string;
  readonly memberId: string | null;
}

/** What a candidate says, or what an option is: folded, so that the list stays short. */
export function Statement({ of }: { readonly of: Omit<Standing, 'id'> }) {
  if (of.statement === '') return null;
  return (
    <details className="statement">
      <summary>
        {of.memberId === null ? 'What it is' : 'What they say'}
        <span className="visually-hidden">: {of.name}</span>
      </summary>
      <p className="text">{of.statement}</p>
    </details>
  );
}
