import { runHa } from './run-ha.ts';

/*
 * `npm run ha`: kills the primary of two real PostgreSQL servers under three replicas, once with
 * synchronous commit and once without. Exits 1 if an acknowledged decision was lost with it, or the
 * database is inconsistent afterwards.
 */
for (const isSynchronous of [true, false]) {
  const result = await runHa({ isSynchronous, loadSeconds: 8, partingSeconds: 2 });
  const { acknowledged, lost, failures, secondsUntilServed, violations } = result;
  const failed = [...failures].map(([what, count]) => `${count} × ${what}`).join(', ');
  console.log(
    `${isSynchronous ? 'synchronous' : 'asynchronous'} commit: ${acknowledged.length} decisions acknowledged, ` +
      `${lost.length} lost; served ${secondsUntilServed.toFixed(1)} s after the promotion; not acknowledged: ${failed || 'none'}`,
  );
  for (const violation of violations) console.log(`  ${violation}`);
  if (violations.length > 0 || (isSynchronous && lost.length > 0)) process.exitCode = 1;
}
