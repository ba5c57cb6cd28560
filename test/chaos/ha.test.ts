import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runHa } from '../../chaos/ha/run-ha.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';

/* Issue 22, point 2, for a few seconds. `npm run ha` also shows what is lost without synchronous commit. */

after(() => GatehouseProcess.stopAll());

test('no acknowledged decision is lost when the primary is killed and its synchronous standby promoted', async () => {
  const result = await runHa({
    ...{ isSynchronous: true, replicas: 2 },
    ...{ loadSeconds: 1, partingSeconds: 0.5 },
  });
  assert.ok(result.acknowledged.length > 50, `${result.acknowledged.length} decisions`);
  assert.deepEqual([result.lost, result.violations], [[], []]);
});
