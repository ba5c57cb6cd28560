import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import {
  MAX_BUSY_SHARE,
  MAX_REST_MS,
  restWhileBusy,
} from '../../src/scheduling/rest-while-busy.ts';

function keepBusy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('rests until the event loop was idle for most of the time, a second at most', async () => {
  const mark = performance.eventLoopUtilization();
  const begin = performance.now();
  keepBusy(60);
  await restWhileBusy(mark);
  const { utilization } = performance.eventLoopUtilization(mark);
  const rested = performance.now() - begin;
  assert.ok(rested > 100, `${rested} ms`);
  assert.ok(utilization < MAX_BUSY_SHARE + 0.1 || rested > MAX_REST_MS, `${utilization}`);
});
