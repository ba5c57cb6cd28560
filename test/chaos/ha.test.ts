import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runHa } from '../../chaos/ha/run-ha.ts';
import {
  extractService,
  findRevisionBeforeNewestMigration,
} from '../../chaos/rolling-upgrade/previous-release.ts';
import { runRollingUpgrade } from '../../chaos/rolling-upgrade/run-rolling-upgrade.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';

/* Issue 22, point 2, for a few seconds. `npm run ha` also shows what is lost without synchronous commit. */

after(() => GatehouseProcess.stopAll());

test('no acknowledged decision is lost when the primary is killed and its synchronous standby promoted', async () => {
  const result = await runHa({
    ...{ isSynchronous: true, replicas: 2 },
    ...{ loadSeconds: 1, partingSeconds: 0 },
  });
  assert.ok(result.acknowledged.length > 50, `${result.acknowledged.length} decisions`);
  assert.ok(result.acknowledgedBefore > 10, `${result.acknowledgedBefore} before the kill`);
  assert.deepEqual([result.lost, result.violations], [[], []]);
});

const revision = findRevisionBeforeNewestMigration();
test('the release before the newest migration serves reads, decisions and jobs beside this one', {
  skip: revision === null && 'THE HISTORY DOES NOT HAVE IT: the clone is shallow, or no repository',
}, async (t) => {
  if (revision === null) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-previous-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  extractService(revision, folder);
  const result = await runRollingUpgrade(folder, 1);
  t.diagnostic(`${revision.slice(0, 9)}: ${result.migrations.join(', ')}`);
  t.diagnostic(`${result.acknowledged.length} acknowledged; ${JSON.stringify(result.work)}`);
  assert.ok(result.migrations.length > 0, 'this build migrates');
  const { failures, lost, violations, loggedErrors } = result;
  assert.deepEqual([failures, lost, violations, loggedErrors], [[], [], [], []]);
});
