import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOtherStart, parseStartTime } from '../../src/bridge/bridge-start-time.ts';

/* When a bridge was started, by its answer to GET /health. */

const now = new Date('2026-11-27T08:00:00Z');
const start = '2026-11-27T07:00:00.000Z';

for (const [words, health] of [
  ['RFC 3339 with nanoseconds', { start_time: '2026-11-27T07:00:00.000000123Z' }],
  ['another offset', { start_time: '2026-11-27T08:00:00+01:00' }],
  ['Unix seconds', { start_time: Date.parse(start) / 1000 }],
  ['Unix milliseconds', { start_time: Date.parse(start) }],
  ['the uptime alone', { uptime_seconds: 3600 }],
  ['the start where both are there', { start_time: start, uptime_seconds: 7 }],
] as const) {
  test(`reads ${words}, inside "health" and outside`, () => {
    assert.equal(parseStartTime({ status: 'ok', health }, now)?.toISOString(), start);
    assert.equal(parseStartTime({ status: 'ok', ...health }, now)?.toISOString(), start);
  });
}

for (const answer of [null, 'ok', { status: 'ok' }, { health: { start_time: 'yesterday' } }]) {
  test(`says nothing: ${JSON.stringify(answer)}`, () => {
    assert.equal(parseStartTime(answer, now), null);
  });
}

test('a start that is read again is the same within 3 s, another one is not', () => {
  assert.equal(isOtherStart(start, new Date('2026-11-27T07:00:02Z')), false);
  assert.equal(isOtherStart(start, new Date('2026-11-27T06:59:58Z')), false);
  assert.equal(isOtherStart(start, new Date('2026-11-27T07:00:05Z')), true);
  assert.equal(isOtherStart(start, new Date('2026-11-27T06:00:00Z')), true);
});
