import Sequencer from '@jest/test-sequencer';

/**
 * What takes longest, by its path and in this order. In a fresh clone jest knows no durations and goes by the size of
 * the files: a short one that starts services would be begun last, and waited for alone.
 */
const LONGEST = [
  'test/dist/browser/screens',
  'test/dist/browser/delegates',
  'test/dist/faults/network',
  'test/dist/backup',
  'test/dist/startup',
  'libs/mandate/dist/races',
  'test/dist/permissions',
  'test/dist/browser/rota',
  'test/dist/faults/process',
  'test/dist/sample',
  'libs/meeting/dist/application/meetings',
  'libs/platform/dist/embedded-postgres',
  'test/dist/browser/election',
  'test/dist/elections',
  'test/dist/browser/trusted-documents',
  'test/dist/browser/explorer',
  'test/dist/browser/meeting',
  'libs/voting/dist/closing',
  'libs/voting/dist/stations',
  'libs/identity/dist/passphrases',
  'test/dist/demo',
  'test/dist/delegates',
  'test/dist/browser/walk',
  'test/dist/browser/keyboard',
  'test/dist/record',
  'test/dist/browser/station',
  'test/dist/browser/dead-spot',
  'test/dist/faults/kills',
  'test/dist/casting',
  'test/dist/rota',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const place = (path) => {
      const at = LONGEST.findIndex((each) => path.replaceAll('\\', '/').endsWith(`/${each}.spec.js`));
      return at < 0 ? LONGEST.length : at;
    };
    return sorted.toSorted((a, b) => place(a.path) - place(b.path));
  }
}
