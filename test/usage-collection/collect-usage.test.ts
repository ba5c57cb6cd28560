import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { forgetUsagePeople } from '../../src/usage/forget-usage-people.ts';
import {
  awardDetails,
  destination as instance,
  MachinesTestBed,
} from '../machines/machines-test-bed.ts';

/* Use and storage from the stand-in's machines to the awarding portal. */

const start = '2026-12-01T12:00:00Z';

function loadCollection(bed: MachinesTestBed) {
  return bed.app.db.selectFrom('usage_collection').selectAll().executeTakeFirstOrThrow();
}

suite('M5.1 figures of a project are collected, stored and answered', () => {
  let bed: MachinesTestBed;
  before(async () => {
    bed = await MachinesTestBed.open();
    await bed.createTemplateWithResource();
    await bed.setBothClocks(start);
    await bed.addPerson('ada', 'ada@example.ac.uk');
    await bed.addPerson('grace', 'grace@example.ac.uk');
    await bed.app.sendInstruction('create_project', awardDetails);
    await bed.settle();
    await bed.join('ada');
    await bed.join('grace');
    await bed.settle();
    await bed.network.submitJobs([
      { instance, user: 'ada.a6a.brics', submittedAt: '2026-11-20T10:00:00Z', seconds: 3600 },
      {
        instance,
        user: 'grace.a6a.brics',
        submittedAt: '2026-12-01T10:00:00Z',
        seconds: 60,
        cores: 4,
      },
      { instance, user: 'ada.a6a.brics', submittedAt: '2026-12-01T11:00:00Z', seconds: 7200 },
    ]);
    await bed.network.setStorageUse({
      instance,
      owner: 'a6a.brics',
      volume: 'scratch',
      bytes: 1024 ** 3,
    });
  });
  after(() => bed.close());

  test('80 days back when it is first seen, at most 31 at once', async () => {
    await bed.collect();
    const collection = await loadCollection(bed);
    assert.equal(collection.problem, null);
    assert.equal(collection.first_day, '2026-09-12');
    const days = await bed.app.db
      .selectFrom('usage_day')
      .select(['day', 'is_complete'])
      .orderBy('day')
      .execute();
    assert.deepEqual(
      [days.length, days.at(0)?.day, days.at(-1)?.day],
      [81, '2026-09-12', '2026-12-01'],
    );
    assert.deepEqual(
      days.filter((day) => !day.is_complete).map(({ day }) => day),
      ['2026-12-01'],
    );
    const asked = (await bed.listVerbs()).filter((verb) => verb === 'get_usage_report');
    assert.equal(asked.length, 3);
  });

  test("get_usage_report answers in the awarding portal's names", async () => {
    const report = await bed.ask('get_usage_report p1.ukri 2026-11-20:2026-12-31');
    assert.equal(report.project, 'p1.ukri');
    assert.deepEqual(report.users, { 'ada.p1.ukri': 'ada.a6a', 'grace.p1.ukri': 'grace.a6a' });
    assert.equal(Object.keys(report.reports).length, 12);
    assert.deepEqual(report.reports['2026-11-20'].reports, { 'ada.a6a': { seconds: 3600 } });
    const today = report.reports['2026-12-01'];
    assert.equal(today.reports['grace.a6a'].seconds, 30);
    assert.ok(today.reports['ada.a6a'].seconds >= 3600 && today.reports['ada.a6a'].seconds < 3700);
    assert.deepEqual(today.user_job_counts, { 'ada.a6a': 1, 'grace.a6a': 1 });
    assert.equal(today.is_complete, false);
  });

  test('without a range it is this week; other awards have an empty one', async () => {
    const report = await bed.ask('get_usage_report p1.ukri');
    assert.deepEqual(Object.keys(report.reports), ['2026-11-30', '2026-12-01']);
    assert.deepEqual(await bed.ask('get_usage_report p9.ukri today'), {
      project: 'p9.ukri',
      reports: {},
      users: {},
    });
    const all = await bed.ask('get_usage_reports ukri today');
    assert.deepEqual([all.portal, Object.keys(all.reports)], ['ukri', ['p1.ukri']]);
  });

  test('get_storage_report answers the snapshot of today', async () => {
    const report = await bed.ask('get_storage_report p1.ukri');
    assert.deepEqual(report.project_quotas.scratch.usage, '1.00 GB');
    assert.deepEqual(report.user_quotas['ada.p1.ukri'].home, { limit: '100.00 GB', usage: '0 B' });
    assert.deepEqual(report.users, { 'ada.p1.ukri': 'ada.a6a', 'grace.p1.ukri': 'grace.a6a' });
    const all = await bed.ask('get_storage_reports ukri');
    assert.deepEqual(Object.keys(all.reports), ['p1.ukri']);
  });

  test('a range of too many days is an OpenPortalError that names the rule', async () => {
    const answer = await bed.app.answerJob(
      bed.app.buildJob('get_usage_report p1.ukri 2026-01-01:2031-01-05'),
    );
    assert.equal(answer.state, 'Error');
    assert.match(String(answer.result), /^OpenPortalError: .*at most 1830 days/);
  });

  test('/metrics has the age of the figures and the number of problems', async () => {
    const { text } = await bed.app.get('/metrics');
    assert.match(text, /^gatehouse_usage_age_seconds\{resource="[^"]+"\} \d/m);
    assert.match(text, /^gatehouse_usage_problems\{resource="[^"]+"\} 0$/m);
  });

  test('15 minutes later only today is asked for, and grows', async () => {
    const before = (await bed.network.listInstructions()).length;
    await bed.collect();
    assert.equal((await bed.network.listInstructions()).length, before);
    await bed.setBothClocks('2026-12-01T12:16:00Z');
    await bed.collect();
    const asked = await bed.network.listInstructions(before);
    assert.deepEqual(
      asked.map(({ command }) => command.split(' ').slice(1).join(' ')),
      ['get_usage_report a6a.brics 2026-12-01:2026-12-01', 'get_storage_report a6a.brics'],
    );
    const { reports } = await bed.ask('get_usage_report p1.ukri today');
    assert.ok(reports['2026-12-01'].reports['ada.a6a'].seconds >= 4560);
  });

  test('while Slurm is down, and for figures that are impossible, nothing stored changes', async () => {
    const stored = await bed.ask('get_usage_report p1.ukri 2026-09-12:2026-12-01');
    const faults: [string, RegExp][] = [
      ['slurm-down', /their scheduler is down/],
      [
        'impossible',
        /usage report was refused\. reports\.2026-12-01\.reports\..*seconds: A whole number from 0/,
      ],
      ['doubled', /usage report was refused\. reports\.2026-12-01: This key stands there twice/],
      ['wrong-json', /not JSON/],
    ];
    for (const [fault, problem] of faults) {
      await bed.network.setFaults([{ fault: fault as 'doubled', verbs: ['get_usage_report'] }]);
      bed.app.now = new Date(bed.app.now.getTime() + 3600_000);
      await bed.collect();
      const collection = await loadCollection(bed);
      assert.match(collection.problem ?? '', problem);
    }
    assert.equal((await loadCollection(bed)).failures, faults.length);
    assert.deepEqual(await bed.ask('get_usage_report p1.ukri 2026-09-12:2026-12-01'), stored);
    await bed.network.setFaults([]);
    await bed.setBothClocks('2026-12-02T10:00:00Z');
    await bed.collect();
    assert.deepEqual(
      [(await loadCollection(bed)).problem, (await loadCollection(bed)).failures],
      [null, 0],
    );
    const { reports } = await bed.ask('get_usage_report p1.ukri 2026-12-01');
    assert.deepEqual(reports['2026-12-01'].reports['ada.a6a'], { seconds: 7200 });
    assert.equal(reports['2026-12-01'].is_complete, true);
  });

  test('a day that is reported again after its people were forgotten stays without them', async () => {
    const { db } = bed.app;
    const day = '2026-11-20';
    const loadUsers = async (): Promise<string[]> => {
      const { rows } = await sql<{ name: string }>`select local_name as name
        from usage_day join usage_name on usage_name.id = any(name_ids)
        where day = ${day} order by name`.execute(db);
      return rows.map(({ name }) => name);
    };
    /** As while the machine says that the day may still grow. */
    const collectAgain = async (): Promise<void> => {
      await sql`update usage_day set is_complete = false where day = ${day}`.execute(db);
      await bed.advance(3600);
      await bed.collect(8);
    };
    await forgetUsagePeople(db, { before: '2026-11-24', after: null });
    assert.deepEqual(await loadUsers(), ['unknown']);
    const hold = (since: string | null) =>
      sql`update managed_project set legal_hold_since = ${since}::timestamptz,
        legal_hold_reason = ${since === null ? null : 'A court asks.'}`.execute(db);
    await collectAgain();
    assert.deepEqual(await loadUsers(), ['unknown']);
    const { reports } = await bed.ask(`get_usage_report p1.ukri ${day}`);
    assert.deepEqual(reports[day].reports, { unknown: { seconds: 3600 } });
    await hold('2026-12-02T00:00:00Z');
    await collectAgain();
    assert.deepEqual(await loadUsers(), ['ada.a6a'], 'under legal hold');
    await hold(null);
  });

  test('use of somebody who left stays under the same name', async () => {
    await bed.leave('ada');
    await bed.settle();
    await bed.advance(3600);
    await bed.collect();
    const report = await bed.ask('get_usage_report p1.ukri 2026-12-01');
    assert.equal(report.users['ada.p1.ukri'], 'ada.a6a');
    assert.deepEqual(report.reports['2026-12-01'].reports['ada.a6a'], { seconds: 7200 });
  });

  test('two collectors at once collect a project once', async () => {
    await bed.advance(3600);
    const before = (await bed.network.listInstructions()).length;
    await Promise.all([bed.collect(), bed.collect()]);
    const asked = (await bed.network.listInstructions(before)).map(({ verb }) => verb);
    assert.deepEqual(asked, ['get_usage_report', 'get_storage_report']);
  });

  test('a blocked project whose figures stand still may be removed', async () => {
    await bed.setTime('2027-04-01T00:00:10Z');
    await bed.setBothClocks('2027-04-01T00:00:10Z');
    assert.equal((await bed.loadPair()).seen, 'blocked');
    await bed.collect();
    assert.equal((await bed.loadPair()).usage_final_at, null);
    await bed.setBothClocks('2027-04-01T00:20:00Z');
    await bed.collect();
    assert.notEqual((await bed.loadPair()).usage_final_at, null);
  });
});
