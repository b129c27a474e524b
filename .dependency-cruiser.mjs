// Which part may import which (docs/architecture.md). tools/checks.test.ts breaks every rule once and sees it fail.

const tiers = [
  ['reference', ['places', 'identity', 'households']],
  ['engines', ['rules', 'ledger', 'models']],
  [
    'products',
    [
      'monitoring',
      'admission',
      'financing',
      'lending',
      'funds',
      'insurance',
      'commerce',
      'crowdfunding',
      'production',
      'training',
      'colleges',
    ],
  ],
  ['oversight', ['supervision', 'credit', 'insight']],
];

const contextsOf = (some) => `^server/contexts/(?:${some.flatMap(([, names]) => names).join('|')})/`;

/** Tests, and what only tests use, may look further than what they test. */
const tests = '\\.(?:test|fixture)\\.tsx?$|/testing/';

const tierRules = tiers.slice(0, -1).map(([name], below) => ({
  name: `${name}-below`,
  comment: `the ${name} tier imports nothing from the tiers above it`,
  severity: 'error',
  from: { path: contextsOf([tiers[below]]), pathNot: tests },
  to: { path: contextsOf(tiers.slice(below + 1)) },
}));

export default {
  forbidden: [
    {
      name: 'kernel-alone',
      comment: 'the kernel is pure and shared with the browser: itself, and two packages of pure functions and tables',
      severity: 'error',
      from: { path: '^kernel/', pathNot: tests },
      to: { pathNot: '^(?:kernel|node_modules/(?:uuid|chinese-days))/' },
    },
    {
      name: 'platform-without-contexts',
      comment: 'the platform knows no business noun',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: '^server/(?!platform/)' },
    },
    ...tierRules,
    {
      name: 'known-context',
      comment: 'every context has its tier in .dependency-cruiser.mjs',
      severity: 'error',
      from: { path: '^server/contexts/', pathNot: contextsOf(tiers) },
      to: {},
    },
    {
      name: 'by-the-door',
      comment: 'a context is entered by its index.ts',
      severity: 'error',
      from: { path: '^server/contexts/([^/]+)/' },
      to: { path: '^server/contexts/', pathNot: '^server/contexts/(?:$1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'by-the-door-from-outside',
      comment: 'also from outside the contexts',
      severity: 'error',
      from: { pathNot: '^server/contexts/|^server/[^/]+$|^(?:test|bench)/' },
      to: { path: '^server/contexts/', pathNot: '^server/contexts/[^/]+/index\\.ts$' },
    },
    {
      name: 'bench-by-the-door',
      comment: 'a bench enters a context by its index.ts, or uses what its tests use',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^server/contexts/', pathNot: '^server/contexts/[^/]+/(?:index\\.ts$|testing/)' },
    },
    {
      name: 'by-the-door-of-the-house',
      comment: 'the composition root (server/*.ts) also plugs in the routes and jobs',
      severity: 'error',
      from: { path: '^server/[^/]+$' },
      to: { path: '^server/contexts/', pathNot: '^server/contexts/[^/]+/(?:index|routes|import-routes|jobs)\\.ts$' },
    },
    {
      name: 'pure-domain',
      comment: 'a domain imports the kernel and itself',
      severity: 'error',
      from: { path: '^server/contexts/([^/]+)/domain(?:/|\\.ts$)', pathNot: tests },
      to: { pathNot: '^(?:kernel/|server/contexts/$1/domain(?:/|\\.ts$))' },
    },
    {
      name: 'web-without-server',
      comment: 'the web speaks to the server by its contract',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(?:server|db|test)/' },
    },
    {
      name: 'server-without-web',
      comment: 'the server knows no page',
      severity: 'error',
      from: { path: '^(?:kernel|server|db)/' },
      to: { path: '^web/' },
    },
    {
      name: 'no-tests-in-production',
      comment: 'what ships imports no test and no tool',
      severity: 'error',
      from: { path: '^(?:kernel|server|web|db)/', pathNot: tests },
      to: { path: `^(?:test|tools|bench)/|${tests}` },
    },
    {
      name: 'no-development-packages',
      comment: 'a server is installed without the development packages',
      severity: 'error',
      from: { path: '^(?:kernel|server|db)/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'no-cycle',
      comment: 'modules depend on one another one way',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
