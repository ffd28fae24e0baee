import { ACTIONS } from './action.js';
import { describeHolder } from './describe-right.js';
import { NEXT_AFTER_MINUTES, RIGHTS } from './rights.js';

/** docs/permissions.md, generated from the table of rights; a test compares the two. */
export function permissionMatrix(): string {
  const rows = ACTIONS.map((action) => {
    const { what, holders } = RIGHTS[action];
    return `| \`${action}\` | ${what} | ${holders.map((h, i) => `${i + 1}. ${describeHolder(h)}`).join('<br>')} |`;
  });
  return `# Who may do what

Generated from \`libs/assembly/src/domain/rights.ts\`; do not edit. Holders are asked in order. There is no
administrator: each right comes from a membership, a shift, a seat, or the number of members who ask together, and
ends with it.

| act | what it is | who, in order |
| --- | --- | --- |
${rows.join('\n')}

- *A member that counts* votes, seconds and is in every base: confirmed by the assembly, or past the days of challenge
  with two vouchers, and not suspended. Until bylaws are adopted, whoever has joined has the same voice.
- *The next on the roster* may act ${NEXT_AFTER_MINUTES} minutes after an act was due and not done.
- *Members together*: one in ten of the members that count, at least 3 (bylaws may ask for fewer at least, and for no
  more than one in five); never more than can sign at all, so in an assembly of two both, and alone in an assembly of one.
- Nobody uses a seat's or a shift's powers in a matter about themselves.
- Nobody uses a shift's powers on a poll about themselves, nor the present facilitator on the choice of the next.
- A shift's powers void the vote on a matter once; when it is put again, only members together may.
- A suspended member reads, and may leave; a suspended or departed holder of a seat or shift holds nothing.
- A stranger gets the same answer whether or not the assembly exists.
`;
}
