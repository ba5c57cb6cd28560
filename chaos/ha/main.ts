import { runHa } from './run-ha.ts';

/*
 * `npm run ha`: kills the primary of two real PostgreSQL servers under three replicas, with synchronous
 * commit and without, each while its standby follows and after that has lost it. Exits 1 if an
 * acknowledged decision was lost with synchronous commit, or the database is inconsistent afterwards.
 */
for (const isSynchronous of [true, false]) {
  for (const partingSeconds of [0, 2]) {
    const result = await runHa({ isSynchronous, loadSeconds: 8, partingSeconds });
    const { acknowledged, acknowledgedBefore, lost, failures, secondsUntilServed, violations } =
      result;
    const failed = [...failures].map(([what, count]) => `${count} × ${what}`).join(', ');
    const standby =
      partingSeconds === 0 ? 'standby follows' : `standby cut off ${partingSeconds} s`;
    console.log(
      `${isSynchronous ? 'synchronous' : 'asynchronous'} commit, ${standby}: ` +
        `${acknowledgedBefore} decisions acknowledged before the kill, ${acknowledged.length} in all, ` +
        `${lost.length} lost; served ${secondsUntilServed.toFixed(1)} s after the promotion; ` +
        `not acknowledged: ${failed || 'none'}`,
    );
    for (const violation of violations) console.log(`  ${violation}`);
    if (violations.length > 0 || (isSynchronous && lost.length > 0)) process.exitCode = 1;
  }
}
