import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseStorageReport } from '../../src/usage/parse-storage-report.ts';

type Json = Record<string, unknown>;

const now = new Date('2026-08-03T12:00:00Z');

function report(changes: Json = {}): Json {
  return {
    project: 'a6a.brics',
    generated_at: '2026-08-03T11:59:58.123456789Z',
    project_quotas: {
      scratch: { limit: '5.00 TB', usage: '1.50 GB' },
      projects: { limit: 'unlimited' },
    },
    user_quotas: { 'alice.a6a.brics': { home: { limit: '100.00 GB', usage: '0 B' } } },
    users: { 'alice.a6a.brics': 'alice.a6a' },
    ...changes,
  };
}

function parse(value: Json | string) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return parseStorageReport(text, { project: 'a6a.brics', now });
}

suite('M5.3 a storage report of an agent', () => {
  test('is taken in bytes, by volume and person', () => {
    const gigabyte = 1024 ** 3;
    assert.deepEqual(parse(report()), {
      code: 'accepted',
      takenAt: '2026-08-03T11:59:58.123456789Z',
      projectQuotas: new Map([
        ['scratch', { limitBytes: 5 * 1024 * gigabyte, usedBytes: 1.5 * gigabyte }],
        ['projects', { limitBytes: null, usedBytes: null }],
      ]),
      userQuotas: new Map([
        ['alice', new Map([['home', { limitBytes: 100 * gigabyte, usedBytes: 0 }]])],
      ]),
      localNames: new Map([['alice', 'alice.a6a']]),
    });
  });

  test('may have nothing in it, and older snapshots that are left', () => {
    const outcome = parse({
      ...report({ project_quotas: {}, user_quotas: {}, users: {} }),
      daily_reports: { '2026-08-01': {} },
    });
    assert.equal(outcome.code, 'accepted');
  });

  const refused: [string, Json | string, string, RegExp][] = [
    ['no JSON', 'Slurm?', 'report', /not JSON/],
    ['another project', report({ project: 'p1.ukri' }), 'project', /about a6a\.brics/],
    ['no time', report({ generated_at: 'now' }), 'generated_at', /RFC 3339/],
    [
      'a time to come',
      report({ generated_at: '2026-08-03T14:00:00Z' }),
      'generated_at',
      /not come/,
    ],
    [
      'a volume twice',
      JSON.stringify(report()).replace('"scratch":', '"projects":{},"scratch":'),
      'project_quotas.projects',
      /twice/,
    ],
    [
      'no limit',
      report({ project_quotas: { scratch: {} } }),
      'project_quotas.scratch.limit',
      /size/,
    ],
    [
      'a negative size',
      report({ project_quotas: { scratch: { limit: '-1 B' } } }),
      'project_quotas.scratch.limit',
      /size/,
    ],
    [
      'use in another unit',
      report({ user_quotas: { 'a.a6a.brics': { home: { limit: '1 B', usage: '1 TiB' } } } }),
      'user_quotas.a.a6a.brics.home.usage',
      /size/,
    ],
    [
      'a person of another project',
      report({ user_quotas: { 'a.b7b.brics': {} } }),
      'user_quotas.a.b7b.brics',
      /person of a6a\.brics/,
    ],
  ];
  for (const [name, value, field, rule] of refused) {
    test(`is refused with field and rule: ${name}`, () => {
      const outcome = parse(value);
      assert.equal(outcome.code, 'refused', JSON.stringify(outcome));
      if (outcome.code !== 'refused') return;
      assert.equal(outcome.field, field);
      assert.match(outcome.rule, rule);
    });
  }
});
