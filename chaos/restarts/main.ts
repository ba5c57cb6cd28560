import { startTestPostgres } from '../../test/support/test-postgres.ts';
import { listInstalledProxies, proxyNames } from './guide-proxies.ts';

/*
 * `npm run chaos:restarts`: restarts each of two replicas in turn behind each proxy that is installed,
 * under 100 requests a second. Exits 1 if a read failed, or a change failed or was lost.
 */
const server = await startTestPostgres({ isDurable: true });
try {
  Object.assign(process.env, server.env);
  // Imported after this, because it reads the environment of the test database.
  const { runRestarts } = await import('./run-restarts.ts');
  const installed = listInstalledProxies();
  for (const name of proxyNames) {
    if (!installed.includes(name)) {
      console.log(`${name}: not installed, left out`);
      continue;
    }
    const result = await runRestarts(name, { delaySeconds: 5, requestsPerSecond: 100 });
    const { reads, changes, failedReads, failedChanges, lost } = result;
    console.log(
      `${name}: ${reads} reads, ${failedReads.length} failed; ` +
        `${changes} changes, ${failedChanges.length} failed, ${lost.length} lost`,
    );
    const failures = [...failedReads, ...failedChanges, ...lost];
    for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  }
} finally {
  await server.close();
}
