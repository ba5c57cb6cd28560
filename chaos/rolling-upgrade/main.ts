import { parseArgs } from 'node:util';
import { openBuild } from '../../bench/builds.ts';
import { startTestPostgres } from '../../test/support/test-postgres.ts';
import { findNewestTag, findRevisionBeforeNewestMigration } from './previous-release.ts';

/*
 * `npm run rolling-upgrade -- --against REV`: the service of a revision serves, then this one starts
 * beside it on the same database and migrates it, and both serve. The revision is by default the newest
 * tag before this commit or, until there is a release, the one before the newest migration. Exits 1 if a
 * request failed, an acknowledged decision was lost, or the database is inconsistent afterwards.
 */
const { values } = parseArgs({ options: { against: { type: 'string' } } });
const against = values.against ?? findNewestTag() ?? findRevisionBeforeNewestMigration();
if (against === null) {
  console.error(
    'The history does not go back to the newest migration: name a revision, --against REV.',
  );
  process.exit(1);
}
const say = (line: string): void => console.error(line);
const { build, close } = openBuild(against, say);
const server = await startTestPostgres({ isDurable: true });
try {
  Object.assign(process.env, server.env);
  const { runRollingUpgrade } = await import('./run-rolling-upgrade.ts');
  const result = await runRollingUpgrade(build.root, 10);
  const { migrations, acknowledged, failures, lost, violations, loggedErrors } = result;
  console.log(`${build.name} beside this build; applied: ${migrations.join(', ') || 'nothing'}`);
  for (const [index, { decisions, reads, jobs }] of result.work.entries()) {
    const name = index === 0 ? build.name : 'this build';
    console.log(`${name} afterwards: ${decisions} notes, ${reads} reads, ${jobs} jobs`);
  }
  console.log(
    `${acknowledged.length} decisions acknowledged, ${lost.length} lost; ` +
      `failed: ${failures.join('; ') || 'none'}`,
  );
  for (const line of [...lost.slice(0, 10), ...violations, ...loggedErrors.slice(0, 10)])
    console.log(`  ${line}`);
  if (failures.length + lost.length + violations.length > 0) process.exitCode = 1;
} finally {
  await server.close();
  close();
}
