import Sequencer from '@jest/test-sequencer';

/**
 * What takes longest, by its path and in this order. In a fresh clone jest knows no durations and goes by the size of
 * the files: a short one that starts services would be begun last, and waited for alone.
 */
const LONGEST = [
  'test/dist/backup',
  'test/dist/browser/screens',
  'test/dist/browser/delegates',
  'test/dist/faults/network',
  'test/dist/browser/rota',
  'test/dist/browser/election',
  'test/dist/permissions',
  'test/dist/startup',
  'test/dist/faults/process',
  'test/dist/delegates',
  'test/dist/record',
  'libs/voting/dist/closing',
  'test/dist/browser/walk',
  'test/dist/faults/kills',
  'test/dist/shutdown',
  'test/dist/sample',
  'test/dist/rota',
  'libs/mandate/dist/races',
  'test/dist/live',
  'test/dist/casting',
  'libs/platform/dist/embedded-postgres',
  'libs/assembly/dist/roll-import',
  'test/dist/browser/station',
  'libs/mandate/dist/histories',
  'test/dist/limits',
  'test/dist/faults/standstill',
  'test/dist/journey',
  'libs/identity/dist/passphrases',
  'test/dist/browser/meeting',
  'test/dist/demo',
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
