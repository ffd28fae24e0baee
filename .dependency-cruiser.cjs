// The arrows of the design, as build errors. kernel ← tally ← */domain ← */application ← */graphql ← apps,
// and between contexts identity ← assembly ← voting ← motion ← mandate, motion ← meeting, and motion ← rotation.
const CONTEXTS = ['identity', 'assembly', 'voting', 'motion', 'mandate', 'meeting', 'rotation'];

/** A context may import only those before it. */
const contextOrder = CONTEXTS.map((name, i) => ({
  name: `${name}-imports-no-higher-context`,
  severity: 'error',
  from: { path: `^libs/${name}/src/`, pathNot: '\\.spec\\.ts$' },
  to: { path: `^libs/(${CONTEXTS.slice(i + 1).join('|') || 'none'})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle cannot be read top to bottom.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-libs-import-kernel-alone',
      comment: 'kernel, tally, sortition and log run in the server, the command line and the browser alike.',
      severity: 'error',
      from: { path: '^libs/(kernel|tally|sortition|log)/src/', pathNot: '\\.spec\\.ts$|/spec-' },
      // The hashes and curves of @noble are pure too, and only the log and the draw need them: see the rule below.
      to: { pathNot: '^libs/(kernel|tally)/|^libs/(log|sortition)/src/|^node_modules/@noble/' },
    },
    {
      name: 'noble-in-the-log-and-the-draw-alone',
      comment:
        'One place hashes and signs in the browser; a server context has node:crypto. The draw needs MD5 there.',
      severity: 'error',
      from: { pathNot: '^libs/(log|sortition)/src/' },
      to: { path: '^node_modules/@noble/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'A domain knows no framework, database, clock or randomness.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/(kernel|tally|sortition)/|^libs/[^/]+/src/domain/' },
    },
    {
      name: 'application-knows-no-graphql',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/application/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/[^/]+/src/graphql/|@nestjs/graphql|@apollo' },
    },
    {
      name: 'persistence-knows-no-application',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/persistence/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/[^/]+/src/(application|graphql)/' },
    },
    {
      name: 'platform-and-record-know-no-context',
      severity: 'error',
      from: { path: '^libs/(platform|record|testing)/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: `^libs/(${CONTEXTS.join('|')})/` },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'only-the-public-face',
      comment: 'Another lib is imported by its name, which leads to its index.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/' },
      to: {
        path: '^libs/(?!$1/)[^/]+/(src|dist)/(?!index\\.|graphql/index\\.|live/index\\.|software-authenticator\\.)',
      },
    },
    ...contextOrder,
    {
      name: 'rotation-knows-no-meeting',
      comment: 'The rota stands beside meetings: both rest on motions, and neither on the other.',
      severity: 'error',
      from: { path: '^libs/rotation/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/meeting/' },
    },
    {
      name: 'meeting-and-mandate-know-nothing-of-each-other',
      severity: 'error',
      from: { path: '^libs/meeting/src/' },
      to: { path: '^libs/mandate/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    exclude: { path: '(^|/)build-logic/|\\.d\\.ts$' },
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
