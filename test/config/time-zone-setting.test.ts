import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { timeZoneValue } from '../../src/config/setting-values.ts';

/* Issue 20, 5: GATEHOUSE_TIME_ZONE is a name of the IANA time zone database. */

test('accepts names of time zones, in any case', () => {
  for (const name of ['UTC', 'Europe/London', 'Asia/Tokyo']) {
    assert.equal(v.parse(timeZoneValue, name), name);
  }
  assert.equal(v.parse(timeZoneValue, 'europe/berlin'), 'Europe/Berlin');
});

test('refuses what is no time zone, with the rule', () => {
  for (const text of ['', 'Mars/Olympus', '+01:00', 'Europe', '"><script>']) {
    const { issues } = v.safeParse(timeZoneValue, text);
    assert.match(issues?.[0].message ?? '', /an IANA time zone, such as/, text);
  }
});
