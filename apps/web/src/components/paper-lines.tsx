import type { PaperLine } from '../logic/paper.ts';

/** A paper as it is counted: who at which rank, or who has a mark, or which score. */
export function PaperLines({ lines }: { readonly lines: readonly PaperLine[] }) {
  return (
    <ul className="paper-lines">
      {lines.map(({ number, who }) => (
        <li key={who}>
          {number !== null && <span className="paper-number">{number}</span>}
          <span>{who}</span>
        </li>
      ))}
    </ul>
  );
}
