import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listInstalledProxies } from '../../chaos/restarts/guide-proxies.ts';
import { runRestarts } from '../../chaos/restarts/run-restarts.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';

/* Issue 18, point 11. `npm run chaos:restarts` tries every proxy, for longer. */

after(() => GatehouseProcess.stopAll());

const [proxy] = listInstalledProxies();

test('restarting each of two replicas behind a proxy fails no read and loses no change', {
  skip: proxy === undefined && 'neither nginx nor HAProxy nor Caddy is installed on this machine',
}, async () => {
  if (proxy === undefined) return;
  const result = await runRestarts(proxy, { delaySeconds: 2, requestsPerSecond: 50 });
  assert.ok(result.reads > 300, `${result.reads} reads`);
  assert.ok(result.created.length > 80, `${result.created.length} changes`);
  assert.deepEqual([result.failedReads, result.failedChanges, result.lost], [[], [], []]);
});
