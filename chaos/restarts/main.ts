import { parseArgs } from 'node:util';
import { startTestPostgres } from '../../test/support/test-postgres.ts';
import { listInstalledProxies, proxyNames } from './guide-proxies.ts';

/*
 * `npm run chaos:restarts [-- --kill] [PROXY …]`: restarts each of two replicas in turn behind each
 * proxy that is installed (or these), under 100 requests a second. Exits 1 if a read failed, or a
 * change failed or was lost. `--kill` kills them instead: what was under way then fails, and only a
 * change that was acknowledged and lost exits 1.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kill: { type: 'boolean', default: false } },
});
const server = await startTestPostgres({ isDurable: true });
try {
  Object.assign(process.env, server.env);
  // Imported after this, because it reads the environment of the test database.
  const { runRestarts } = await import('./run-restarts.ts');
  const installed = listInstalledProxies();
  for (const name of proxyNames) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    if (!installed.includes(name)) {
      console.log(`${name}: not installed, left out`);
      continue;
    }
    const result = await runRestarts(name, {
      signal: values.kill ? 'SIGKILL' : 'SIGTERM',
      delaySeconds: 5,
      requestsPerSecond: 100,
    });
    const { reads, changes, failedReads, failedChanges, lost } = result;
    console.log(
      `${name}: ${reads} reads, ${failedReads.length} failed; ` +
        `${changes} changes, ${failedChanges.length} failed, ${lost.length} lost`,
    );
    const failures = [...failedReads, ...failedChanges, ...lost];
    for (const [failure, count] of countEach(failures)) console.log(`  ${count} × ${failure}`);
    if (lost.length > 0 || (!values.kill && failures.length > 0)) process.exitCode = 1;
  }
} finally {
  await server.close();
}

function countEach(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
