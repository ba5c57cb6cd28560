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
    assert.equal(parseStartTime({ status: 'ok', health }, now)?.at.toISOString(), start);
    assert.equal(parseStartTime({ status: 'ok', ...health }, now)?.at.toISOString(), start);
  });
}

for (const answer of [null, 'ok', { status: 'ok' }, { health: { start_time: 'yesterday' } }]) {
  test(`says nothing: ${JSON.stringify(answer)}`, () => {
    assert.equal(parseStartTime(answer, now), null);
  });
}

test('a start that is stated again is the same but for rounding', () => {
  const stated = (time: string) => ({ at: new Date(time), isStated: true });
  assert.equal(isOtherStart(start, stated('2026-11-27T07:00:00.100Z')), false);
  assert.equal(isOtherStart(start, stated('2026-11-27T07:00:01.100Z')), true);
  assert.equal(isOtherStart(start, stated('2026-11-27T06:59:59Z')), true);
});

test('a start that is reckoned from an uptime is the same within 3 s', () => {
  const reckoned = (time: string) => ({ at: new Date(time), isStated: false });
  assert.equal(isOtherStart(start, reckoned('2026-11-27T07:00:02Z')), false);
  assert.equal(isOtherStart(start, reckoned('2026-11-27T06:59:58Z')), false);
  assert.equal(isOtherStart(start, reckoned('2026-11-27T07:00:05Z')), true);
  assert.equal(isOtherStart(start, reckoned('2026-11-27T06:00:00Z')), true);
});
