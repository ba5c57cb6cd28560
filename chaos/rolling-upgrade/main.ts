import { parseArgs } from 'node:util';
import { openBuild } from '../../bench/builds.ts';
import { startTestPostgres } from '../../test/support/test-postgres.ts';

/*
 * `npm run rolling-upgrade -- --against REV`: the service of a revision serves, then this one starts
 * beside it on the same database and migrates it, and both serve. Exits 1 if a request failed, an
 * acknowledged decision was lost, or the database is inconsistent afterwards.
 */
const { values } = parseArgs({ options: { against: { type: 'string' } } });
if (values.against === undefined) {
  console.error('Name the previous release: npm run rolling-upgrade -- --against v1.2.3');
  process.exit(1);
}
const say = (line: string): void => console.error(line);
const { build, close } = openBuild(values.against, say);
const server = await startTestPostgres({ isDurable: true });
try {
  Object.assign(process.env, server.env);
  const { runRollingUpgrade } = await import('./run-rolling-upgrade.ts');
  const result = await runRollingUpgrade(build.root, 10);
  const { migrations, acknowledged, failures, lost, violations, loggedErrors } = result;
  console.log(`${build.name} beside this build; applied: ${migrations.join(', ') || 'nothing'}`);
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
