import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  type AwardUsage,
  buildEmptyUsageReport,
  buildProjectUsageReport,
  buildUsageReport,
} from '../../src/usage/build-usage-report.ts';
import { type DailyUsage, mergeUsage, type UserUsage } from '../../src/usage/usage-figures.ts';

const today = '2026-08-03';
const range = { from: '2026-08-01', to: '2026-08-07' };

function used(seconds: number, jobs = 0, cpu = 0): UserUsage {
  const components = new Map(cpu > 0 ? [['cpu', cpu]] : []);
  return { seconds, jobs, waitSeconds: jobs * 10, components };
}

function day(users: Record<string, UserUsage>, changes: Partial<DailyUsage> = {}): DailyUsage {
  const all = Object.values(users);
  return {
    isComplete: true,
    users: new Map(Object.entries(users)),
    jobs: all.reduce((sum, { jobs }) => sum + jobs, 0),
    waitSeconds: all.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0),
    extra: {},
    ...changes,
  };
}

function award(days: Record<string, DailyUsage>, changes: Partial<AwardUsage> = {}): AwardUsage {
  return {
    identifier: 'p1.ukri',
    days: new Map(Object.entries(days)),
    users: new Map([['alice.a6a', 'alice.p1.ukri']]),
    firstDay: null,
    ...changes,
  };
}

const nothing = {
  reports: {},
  components: {},
  num_jobs: 0,
  total_wait_seconds: 0,
  user_job_counts: {},
  user_wait_seconds: {},
};

suite('M5.2 the answer to get_usage_report', () => {
  test("has the awarding portal's names and a key for every day up to today", () => {
    const report = buildProjectUsageReport(
      award({ '2026-08-02': day({ 'alice.a6a': used(7200, 2, 57_600) }) }),
      range,
      today,
    );
    assert.deepEqual(report, {
      project: 'p1.ukri',
      reports: {
        '2026-08-01': { ...nothing, is_complete: false },
        '2026-08-02': {
          reports: { 'alice.a6a': { seconds: 7200 } },
          components: { cpu: { 'alice.a6a': { seconds: 57_600 } } },
          num_jobs: 2,
          total_wait_seconds: 20,
          user_job_counts: { 'alice.a6a': 2 },
          user_wait_seconds: { 'alice.a6a': 20 },
          is_complete: true,
        },
        '2026-08-03': { ...nothing, is_complete: false },
      },
      users: { 'alice.p1.ukri': 'alice.a6a' },
    });
  });

  test('days before the project are complete and empty; a reversed or future range has none', () => {
    const usage = award({}, { firstDay: '2026-08-02' });
    const { reports } = buildProjectUsageReport(usage, range, today);
    assert.deepEqual(
      Object.values(reports).map(({ is_complete: isComplete }) => isComplete),
      [true, false, false],
    );
    for (const other of [
      { from: '2026-08-03', to: '2026-08-01' },
      { from: '2026-08-04', to: '2026-08-05' },
    ]) {
      assert.deepEqual(buildProjectUsageReport(usage, other, today).reports, {});
    }
  });

  test('use that nobody can be named for is under unknown, also in figures of newer agents', () => {
    const extra = {
      user_runtime_seconds: { 'alice.a6a': 7, 'bob.a6a': 5, 'eve.a6a': 6 },
      reservation_reports: { night: { 'bob.a6a': { seconds: 4 }, 'eve.a6a': { seconds: 3 } } },
      total_runtime_seconds: 18,
    };
    const users = {
      'alice.a6a': used(1, 1),
      'bob.a6a': used(2, 1, 3),
      'eve.a6a': used(4, 1, 5),
      unknown: used(8),
    };
    const usage = award({ '2026-08-01': day(users, { extra }) });
    const report = buildProjectUsageReport(usage, { from: '2026-08-01', to: '2026-08-01' }, today);
    assert.deepEqual(report.reports['2026-08-01'], {
      user_runtime_seconds: { 'alice.a6a': 7, unknown: 11 },
      reservation_reports: { night: { unknown: { seconds: 7 } } },
      total_runtime_seconds: 18,
      reports: { 'alice.a6a': { seconds: 1 }, unknown: { seconds: 14 } },
      components: { cpu: { unknown: { seconds: 8 } } },
      num_jobs: 3,
      total_wait_seconds: 30,
      user_job_counts: { 'alice.a6a': 1, unknown: 2 },
      user_wait_seconds: { 'alice.a6a': 10, unknown: 20 },
      is_complete: true,
    });
    assert.deepEqual(report.users, { 'alice.p1.ukri': 'alice.a6a' });
  });

  test('several resources add up; a day is complete where it is on all of them', () => {
    const runtime = (seconds: number) => ({
      extra: { user_runtime_seconds: { 'alice.a6a': seconds } },
    });
    const merged = mergeUsage([
      new Map([
        ['2026-08-01', day({ 'alice.a6a': used(10, 1, 5) }, runtime(1))],
        ['2026-08-02', day({})],
      ]),
      new Map([['2026-08-01', day({ 'alice.a6a': used(5, 1, 5), alice: used(2) }, runtime(2))]]),
    ]);
    const users = new Map([
      ['alice.a6a', 'alice.p1.ukri'],
      ['alice', 'alice.p1.ukri'],
    ]);
    const usage = award({}, { days: merged, users });
    const report = buildProjectUsageReport(usage, { from: '2026-08-01', to: '2026-08-02' }, today);
    const first = report.reports['2026-08-01'];
    assert.deepEqual(first?.reports, { 'alice.a6a': { seconds: 17 } });
    assert.deepEqual(first?.components, { cpu: { 'alice.a6a': { seconds: 10 } } });
    assert.equal(first?.num_jobs, 2);
    assert.deepEqual(first, {
      ...first,
      user_runtime_seconds: { 'alice.a6a': 3 },
      is_complete: true,
    });
    assert.equal(report.reports['2026-08-02']?.is_complete, false);
    assert.deepEqual(report.users, { 'alice.p1.ukri': 'alice.a6a' });
  });

  test('about a project that is unknown or not approved it is empty', () => {
    const empty = { project: 'p9.ukri', reports: {}, users: {} };
    assert.deepEqual(buildEmptyUsageReport('p9.ukri'), empty);
  });
});

test('M5.2 the answer to get_usage_reports has each report under its project', () => {
  const reports = ['p1.ukri', 'p2.ukri'].map(buildEmptyUsageReport);
  assert.deepEqual(buildUsageReport('ukri', reports), {
    portal: 'ukri',
    reports: { 'p1.ukri': reports[0], 'p2.ukri': reports[1] },
  });
});
