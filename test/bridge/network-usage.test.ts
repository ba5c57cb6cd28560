import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import type { StandInOptions } from '../support/bridge/bridge-stand-in.ts';
import type { JobSpecification } from '../support/bridge/network/network-client.ts';
import { ai, NetworkSetting } from '../support/bridge/network/network-setting.ts';

/*
 * The network behind the stand-in of a bridge: use of the scheduler, and storage. "[run]": seen on
 * 2026-11-27 on a network of agents 0.32.2 over Slurm 24.11.5 with real jobs of two people.
 */

const noon = '2026-08-03T12:00:00Z';

interface Daily {
  reports: Record<string, { seconds: number }>;
  components: Record<string, Record<string, { seconds: number }>>;
  num_jobs: number;
  total_wait_seconds: number;
  user_job_counts: Record<string, number>;
  user_wait_seconds: Record<string, number>;
  user_runtime_seconds?: Record<string, number>;
  is_complete: boolean;
}
interface Report {
  project: string;
  reports: Record<string, Daily>;
  users: Record<string, string>;
}

async function openFor(t: TestContext, options: StandInOptions = {}): Promise<NetworkSetting> {
  const setting = await NetworkSetting.open({ networkTime: noon, ...options });
  t.after(() => setting.close());
  await setting.succeed('add_user alice.a6a.brics');
  await setting.succeed('add_user bob.a6a.brics');
  return setting;
}

function job(rest: Partial<JobSpecification>): JobSpecification {
  return { instance: ai, user: 'alice.a6a.brics', seconds: 60, ...rest };
}

async function getReport(setting: NetworkSetting, range: string): Promise<Report> {
  return (await setting.succeed(`get_usage_report a6a.brics ${range}`)) as Report;
}

const emptyDay = {
  reports: {},
  components: {},
  num_jobs: 0,
  total_wait_seconds: 0,
  user_job_counts: {},
  user_wait_seconds: {},
};

suite('a usage report', () => {
  test('has a key for every day that is not in the future, empty ones included (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    const report = await getReport(setting, '2026-08-01:2026-08-05');
    assert.deepEqual(report.reports, {
      '2026-08-01': { ...emptyDay, is_complete: true },
      '2026-08-02': { ...emptyDay, is_complete: true },
      '2026-08-03': { ...emptyDay, is_complete: false },
    });
    assert.deepEqual(report.users, {
      'alice.a6a.brics': 'alice.a6a',
      'bob.a6a.brics': 'bob.a6a',
    });
    assert.deepEqual((await getReport(setting, '2026-08-05:2026-08-01')).reports, {});
  });

  test('node seconds by person, each job rounded up to one (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    const submittedAt = '2026-08-02T10:00:00Z';
    await setting.network.submitJobs([
      job({ submittedAt, seconds: 3, cores: 3, count: 2, waitSeconds: 30 }),
      job({ submittedAt, user: 'bob.a6a.brics', seconds: 100 }),
      job({ submittedAt, user: 'bob.a6a.brics', seconds: 0 }),
    ]);
    const { reports } = await getReport(setting, '2026-08-02');
    assert.deepEqual(reports['2026-08-02'], {
      // 3 s of 3 of 8 cores are 1.125 s, and 2 for each job.
      reports: { 'alice.a6a': { seconds: 4 }, 'bob.a6a': { seconds: 100 } },
      // `billing` was seen on 2026-11-28.
      components: {
        cpu: { 'alice.a6a': { seconds: 18 }, 'bob.a6a': { seconds: 800 } },
        billing: { 'alice.a6a': { seconds: 18 }, 'bob.a6a': { seconds: 800 } },
      },
      num_jobs: 3,
      total_wait_seconds: 60,
      user_job_counts: { 'alice.a6a': 2, 'bob.a6a': 1 },
      user_wait_seconds: { 'alice.a6a': 60, 'bob.a6a': 0 },
      is_complete: true,
    });
  });

  test('days are UTC, and a job over midnight counts on both and starts once (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.network.submitJobs([job({ submittedAt: '2026-08-01T23:59:00Z', seconds: 600 })]);
    const { reports } = await getReport(setting, '2026-08-01:2026-08-02');
    const summary = Object.values(reports).map((day) => [
      day.reports['alice.a6a']?.seconds,
      day.num_jobs,
    ]);
    assert.deepEqual(summary, [
      [60, 1],
      [540, 0],
    ]);
  });

  test('running jobs count up to now; today is complete once it is past (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    const now = await setting.network.getTime();
    const submittedAt = new Date(now - 100_000).toISOString();
    await setting.network.submitJobs([job({ submittedAt, seconds: 3600 })]);
    const before = (await getReport(setting, 'today')).reports['2026-08-03'];
    const seconds = before?.reports['alice.a6a']?.seconds ?? 0;
    assert.ok(seconds >= 100 && seconds < 110, `${seconds} s`);
    assert.equal(before?.is_complete, false);
    await setting.network.advanceClock(86_400);
    const after = (await getReport(setting, 'yesterday')).reports['2026-08-03'];
    assert.equal(after?.reports['alice.a6a']?.seconds, 3600);
    assert.equal(after?.is_complete, true);
  });

  test('a removed person stays in it under the local name, without the mapping (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.network.submitJobs([job({ submittedAt: '2026-08-02T10:00:00Z' })]);
    await setting.succeed('remove_user alice.a6a.brics');
    const report = await getReport(setting, '2026-08-02');
    assert.deepEqual(report.reports['2026-08-02']?.reports, { 'alice.a6a': { seconds: 60 } });
    assert.deepEqual(report.users, { 'bob.a6a.brics': 'bob.a6a' });
  });

  test('of more than 31 days expires, and of many projects over many days too (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.succeed('add_project b7b.brics');
    const fits = await getReport(setting, '2026-07-01:2026-07-31');
    assert.equal(Object.keys(fits.reports).length, 31);
    const many = (await setting.succeed('get_usage_reports brics 2026-07-01:2026-07-15')) as {
      portal: string;
      reports: Record<string, Report>;
    };
    assert.deepEqual(
      [many.portal, Object.keys(many.reports)],
      ['brics', ['a6a.brics', 'b7b.brics']],
    );
    const tooLong = [
      await setting.start('get_usage_report a6a.brics 2026-07-01:2026-08-01'),
      await setting.start('get_usage_reports brics 2026-07-01:2026-07-16'),
    ];
    await setting.network.advanceClock(121);
    for (const one of tooLong) {
      assert.equal((await setting.finish(one)).result, 'ExpirationError{{}}');
    }
  });

  test('of 0.94 has runtimes as well, as 0.32.2 has not', async (t) => {
    const setting = await openFor(t);
    await setting.network.submitJobs([job({ submittedAt: '2026-08-02T10:00:00Z', cores: 1 })]);
    await setting.network.changeSettings({ version: '0.94.0' });
    const day = (await getReport(setting, '2026-08-02')).reports['2026-08-02'];
    assert.deepEqual(day?.user_runtime_seconds, { 'alice.a6a': 60 });
  });

  test('with figures that nobody should believe, by fault', async (t) => {
    const setting = await openFor(t);
    await setting.network.submitJobs([job({ submittedAt: '2026-08-02T10:00:00Z' })]);
    await setting.network.setFaults([{ fault: 'impossible', times: 1 }]);
    const report = await getReport(setting, '2026-08-02');
    assert.deepEqual(report.reports['2026-08-02']?.reports, { 'alice.a6a': { seconds: -60 } });
    await setting.network.setFaults([{ fault: 'doubled', times: 1 }]);
    const one = await setting.finish(await setting.start('get_usage_report a6a.brics 2026-08-02'));
    assert.equal(one.result?.split('"2026-08-02":').length, 3);
  });
});

suite('the scheduler', () => {
  async function countJobs(setting: NetworkSetting) {
    const { slurm_accounts: accounts } = await setting.network.getInstance(ai);
    return accounts[0]?.jobs;
  }

  test('takes jobs from accounts that it knows; a blocked one may still submit (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.succeed('block_user alice.a6a.brics');
    await setting.succeed('remove_user bob.a6a.brics');
    const result = await setting.network.submitJobs([
      job({}),
      job({ user: 'bob.a6a.brics' }),
      job({ user: 'eve.a6a.brics' }),
    ]);
    assert.equal(result.accepted, 1);
    assert.deepEqual(
      result.rejected.map(({ user }) => user),
      ['bob.a6a.brics', 'eve.a6a.brics'],
    );
  });

  test('a limit stops starts, with `safe` nothing else; a higher one lets jobs start (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.succeed('set_limit a6a.brics 60');
    await setting.network.submitJobs([job({ seconds: 100, count: 3, everySeconds: 200 })]);
    await setting.network.advanceClock(1000);
    assert.deepEqual(await countJobs(setting), { pending: 2, running: 0, completed: 1 });
    await setting.succeed('set_limit a6a.brics 3600');
    await setting.network.advanceClock(50);
    assert.deepEqual(await countJobs(setting), { pending: 0, running: 2, completed: 1 });
    await setting.succeed('set_limit a6a.brics 0');
    await setting.network.submitJobs([job({})]);
    await setting.network.advanceClock(1000);
    assert.deepEqual(await countJobs(setting), { pending: 1, running: 0, completed: 3 });
  });

  test('a limit of 0 ends running jobs where Slurm has no `safe` (Slurm 24.11.5, seen on 2026-11-28)', async (t) => {
    const setting = await openFor(t);
    for (const isSafe of [true, false]) {
      const instance = `brics.isambard.clusters.${isSafe ? 'safe' : 'plain'}`;
      await setting.network.addInstance({ destination: instance, isSafe });
      await setting.succeed('add_user alice.a6a.brics', instance);
      await setting.network.submitJobs([job({ instance, seconds: 1000 })]);
      await setting.network.advanceClock(100);
      await setting.succeed('set_limit a6a.brics 0', instance);
      await setting.network.advanceClock(30);
      const { slurm_accounts: accounts } = await setting.network.getInstance(instance);
      const ended = isSafe ? { running: 1, completed: 0 } : { running: 0, completed: 1 };
      assert.deepEqual(accounts[0]?.jobs, { pending: 0, ...ended });
    }
  });

  test('removal cancels pending jobs, running ones go on (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    const wait = { waitSeconds: 600 };
    await setting.network.submitJobs([
      job({ seconds: 1000 }),
      job(wait),
      job({ ...wait, user: 'bob.a6a.brics' }),
    ]);
    await setting.network.advanceClock(10);
    assert.deepEqual(await countJobs(setting), { pending: 2, running: 1, completed: 0 });
    await setting.succeed('remove_user alice.a6a.brics');
    assert.deepEqual(await countJobs(setting), { pending: 1, running: 1, completed: 0 });
    await setting.succeed('remove_project a6a.brics');
    await setting.network.advanceClock(2000);
    assert.deepEqual(await countJobs(setting), { pending: 0, running: 0, completed: 1 });
  });

  test('months of jobs pass in seconds', async (t) => {
    const setting = await openFor(t);
    await setting.network.submitJobs([
      job({ seconds: 1800, count: 24 * 180, everySeconds: 3600 }),
      job({ user: 'bob.a6a.brics', seconds: 600, count: 180, everySeconds: 86_400 }),
    ]);
    await setting.network.advanceClock(180 * 86_400);
    assert.deepEqual(await countJobs(setting), { pending: 0, running: 0, completed: 25 * 180 });
    const { reports } = await getReport(setting, '2026-12-01:2026-12-31');
    const days = Object.values(reports);
    assert.equal(days.length, 31);
    for (const day of days) {
      assert.deepEqual(day.reports, {
        'alice.a6a': { seconds: 43_200 },
        'bob.a6a': { seconds: 600 },
      });
    }
  });
});

suite('a workload', () => {
  test('is the same whenever it is asked for, and ends with the person or a limit of 0', async (t) => {
    const setting = await openFor(t);
    await setting.network.setWorkload(ai, { from: '2025-08-03', jobsPerDay: 4 });
    const week = await getReport(setting, '2025-09-01:2025-09-07');
    assert.deepEqual(await getReport(setting, '2025-09-01:2025-09-07'), week);
    const days = await Promise.all(
      Object.keys(week.reports).map(async (day) => (await getReport(setting, day)).reports[day]),
    );
    assert.deepEqual(days, Object.values(week.reports));
    assert.ok(days.some((day) => (day?.reports['alice.a6a']?.seconds ?? 0) > 0));

    await setting.succeed('remove_user alice.a6a.brics');
    await setting.network.advanceClock(10 * 86_400);
    const later = Object.values((await getReport(setting, '2026-08-05:2026-08-12')).reports);
    assert.ok(later.every((day) => day.reports['alice.a6a'] === undefined));
    assert.ok(later.some((day) => day.reports['bob.a6a'] !== undefined));
    await setting.succeed('set_limit a6a.brics 0');
    await setting.network.advanceClock(10 * 86_400);
    const last = Object.values((await getReport(setting, '2026-08-15:2026-08-22')).reports);
    assert.ok(last.every((day) => Object.keys(day.reports).length === 0));
  });
});

suite('a storage report', () => {
  test('has quotas and use by volume, of today only (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    const gigabyte = 1024 ** 3;
    const use = { instance: ai, volume: 'scratch', owner: 'a6a.brics', bytes: 1.5 * gigabyte };
    await setting.network.setStorageUse(use);
    const report = (await setting.succeed('get_storage_report a6a.brics')) as Record<
      string,
      unknown
    >;
    assert.match(String(report.generated_at), /^2026-08-03T12:0/);
    assert.deepEqual(
      { ...report, generated_at: null },
      {
        project: 'a6a.brics',
        generated_at: null,
        project_quotas: {
          scratch: { limit: '5.00 TB', usage: '1.50 GB' },
          projects: { limit: 'unlimited' },
        },
        user_quotas: {
          'alice.a6a.brics': { home: { limit: '100.00 GB', usage: '0 B' } },
          'bob.a6a.brics': { home: { limit: '100.00 GB', usage: '0 B' } },
        },
        users: { 'alice.a6a.brics': 'alice.a6a', 'bob.a6a.brics': 'bob.a6a' },
      },
    );
    const all = (await setting.succeed('get_storage_reports brics')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(all.reports as object), ['a6a.brics']);
    assert.match(
      await setting.fail('get_storage_report a6a.brics 2026-08-01'),
      /only support today's date/,
    );
  });
});
