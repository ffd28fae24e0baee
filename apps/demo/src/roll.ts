import type { PublishedBallot } from './ballots.js';

/** The founders are members too: so many of the roll are not in the file. */
export const FOUNDERS = 3;

/** A roll for import in which, with the founders, exactly those who were entitled are. */
export function rollFile({ entitled }: Pick<PublishedBallot, 'entitled'>): string {
  const lines = ['ref,name'];
  for (let n = FOUNDERS + 1; n <= entitled; n++) lines.push(`M${String(n).padStart(6, '0')},Member ${n}`);
  return `${lines.join('\r\n')}\r\n`;
}

/** The secrets in the links of the `ref,name,link` file that an applied import answers, in its order. */
export function invitationSecrets(csv: string): string[] {
  const links = csv
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '');
  return links.map((line) => {
    const secret = /#([\w-]+)"?$/.exec(line)?.[1];
    if (secret === undefined) throw new Error('an invitation of the import has no link');
    return secret;
  });
}
