import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  buildProjectStorageReport,
  buildStorageReport,
} from '../../src/usage/build-storage-report.ts';
import type { StorageSnapshot } from '../../src/usage/storage-figures.ts';

const now = new Date('2026-08-03T12:00:00Z');
const users = new Map([['alice.p1.ukri', 'alice.a6a']]);

function snapshot(takenAt: string, gigabytes: number): StorageSnapshot {
  const usedBytes = gigabytes * 1024 ** 3;
  return {
    takenAt,
    projectQuotas: new Map([
      ['scratch', { limitBytes: 5 * 1024 ** 4, usedBytes }],
      ['projects', { limitBytes: null, usedBytes: null }],
    ]),
    userQuotas: new Map([
      ['alice.p1.ukri', new Map([['home', { limitBytes: 1024, usedBytes: 0 }]])],
    ]),
  };
}

function written(takenAt: string, usage: string) {
  return {
    project: 'p1.ukri',
    generated_at: takenAt,
    project_quotas: { scratch: { limit: '5.00 TB', usage }, projects: { limit: 'unlimited' } },
    user_quotas: { 'alice.p1.ukri': { home: { limit: '1.00 KB', usage: '0 B' } } },
  };
}

const snapshots = [
  snapshot('2026-08-03T06:00:00Z', 4),
  snapshot('2026-08-01T09:00:00Z', 1),
  snapshot('2026-08-03T09:00:00Z', 5),
  snapshot('2026-08-02T09:00:00Z', 2),
];

function build(from: string, to: string) {
  const storage = { identifier: 'p1.ukri', snapshots, users };
  return buildProjectStorageReport(storage, { from, to }, now);
}

suite('M5.2 the answer to get_storage_report', () => {
  test('has the newest of the range on top, and of earlier days one each, without users', () => {
    assert.deepEqual(build('2026-08-01', '2026-08-03'), {
      ...written('2026-08-03T09:00:00Z', '5.00 GB'),
      users: { 'alice.p1.ukri': 'alice.a6a' },
      daily_reports: {
        '2026-08-01': written('2026-08-01T09:00:00Z', '1.00 GB'),
        '2026-08-02': written('2026-08-02T09:00:00Z', '2.00 GB'),
      },
    });
  });

  test('of one day has no daily_reports, not even null', () => {
    assert.deepEqual(build('2026-08-02', '2026-08-02'), {
      ...written('2026-08-02T09:00:00Z', '2.00 GB'),
      users: { 'alice.p1.ukri': 'alice.a6a' },
    });
  });

  test('of a range without snapshots is empty, as of now', () => {
    for (const [from, to] of [
      ['2026-07-01', '2026-07-31'],
      ['2026-08-03', '2026-08-01'],
    ] as const) {
      assert.deepEqual(build(from, to), {
        project: 'p1.ukri',
        generated_at: now.toISOString(),
        project_quotas: {},
        user_quotas: {},
        users: {},
      });
    }
  });

  test('of a portal has each under its project', () => {
    const one = build('2026-08-02', '2026-08-02');
    assert.deepEqual(buildStorageReport('ukri', [one]), {
      portal: 'ukri',
      reports: { 'p1.ukri': one },
    });
  });
});
