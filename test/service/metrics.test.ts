import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { ScheduledBackups } from '../../src/backup/scheduled-backups.ts';
import { createPool } from '../../src/database/connection-pool.ts';
import { projectRoot } from '../support/gatehouse-process.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 22, 6: what /metrics says, and that the alert rules and the dashboard ask for what is there. */

const metricsToken = 'scrape-3f9c2a71d0b84e65';

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-metrics-'));
let app: TestApp;
let backups: ScheduledBackups;
before(async () => {
  const readState = () => backups.readState();
  app = await TestApp.open({}, { metricsToken, backups: { readState } });
  backups = openBackups(app.database.url);
});
after(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes one each day into the folder of this test. */
function openBackups(url: string): ScheduledBackups {
  return new ScheduledBackups({
    db: app.db,
    openPool: () => createPool(url, { max: 1, disableQueryTimeout: true }),
    clock: () => app.now,
    schedule: { dir: folder, intervalHours: 24, keep: 2, recipients: [] },
    onBackup: () => undefined,
    onError: () => undefined,
  });
}

async function scrape(): Promise<string> {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const { status, text } = await app.get('/metrics', { as: null, headers });
  assert.equal(status, 200);
  return text;
}

function readMonitoringFile(name: string): string {
  return readFileSync(path.join(projectRoot, 'deploy', 'monitoring', name), 'utf8');
}

test('are for those who have the token, where one is set', async () => {
  const ask = (authorization?: string) =>
    app.get('/metrics', { as: null, ...(authorization && { headers: { authorization } }) });
  for (const wrong of [undefined, 'Bearer wrong', `Basic ${metricsToken}`, metricsToken]) {
    const { status, body, headers } = await ask(wrong);
    assert.equal(status, 401, wrong);
    assert.match(body.detail, /GATEHOUSE_METRICS_TOKEN/);
    assert.match(headers.get('www-authenticate') ?? '', /^Bearer/);
  }
  assert.equal((await app.get('/health/ready', { as: null })).status, 200);
});

test('health/ready is 503 while migrations are pending', async () => {
  const { rows } = await sql<{ name: string; timestamp: string }>`delete from kysely_migration
    where name = (select max(name) from kysely_migration) returning name, timestamp`.execute(
    app.db,
  );
  const [newest] = rows;
  try {
    const { status, body, headers } = await app.get('/health/ready', { as: null });
    assert.deepEqual([status, body.detail], [503, 'Migrations are pending.']);
    assert.equal(headers.get('retry-after'), '5');
    assert.equal((await app.get('/health/live', { as: null })).status, 200);
  } finally {
    await sql`insert into kysely_migration (name, timestamp)
      values (${newest?.name}, ${newest?.timestamp})`.execute(app.db);
  }
  assert.equal((await app.get('/health/ready', { as: null })).status, 200);
});

describe('have', () => {
  const expectLines = async (...lines: string[]): Promise<void> => {
    const metrics = (await scrape()).split('\n');
    for (const line of lines) assert.ok(metrics.includes(line), `${line}\n${metrics.join('\n')}`);
  };

  test('requests by route, method and status', async () => {
    await app.get('/api/customers/');
    await app.get('/api/customers/', { as: null });
    const count = (status: number) =>
      `gatehouse_http_request_seconds_count{method="GET",route="/api/customers/",status="${status}"} 1`;
    await expectLines(count(200), count(401));
  });

  test('awards by state and age, and who decided', async () => {
    await app.createTemplateWithCustomers({ approval_limit: '1000' });
    for (const [identifier, allocation] of [
      ['p1.ukri', '500 NHR'],
      ['p2.ukri', '5000 NHR'],
    ] as const) {
      const details = { ...awardDetails, name: identifier, allocation };
      await app.sendInstruction('create_project', details, identifier);
    }
    await sql`update managed_project set waiting_since = ${app.now}::timestamptz - interval '3 days'
      where identifier = 'p2.ukri'`.execute(app.db);
    await expectLines(
      'gatehouse_awards{state="approved"} 1',
      'gatehouse_awards{state="pending"} 1',
      'gatehouse_awards{state="rejected"} 0',
      'gatehouse_awards_pending{age="1 to 7 days"} 1',
      'gatehouse_awards_pending{age="over 7 days"} 0',
      'gatehouse_awards_pending_oldest_seconds 259200',
      'gatehouse_decisions_last_hour{action="created",by="service"} 2',
    );
  });

  test('jobs and deliveries that are open, waiting, refused and dead', async () => {
    const at = app.now.toISOString();
    const job = { sealed: null, received: at, expires: at };
    await app.db
      .insertInto('bridge_job')
      .values([
        { ...job, id: '11111111-1111-4111-8111-111111111111' },
        { ...job, id: '11111111-1111-4111-8111-111111111112', closed: at, result: 'expired' },
      ])
      .execute();
    await app.db.deleteFrom('outbox').execute();
    await sql`insert into outbox (kind, event, identifier, destination, created, attempts, dead)
      select 'mail', 'mail.invitation', '', '', ${app.now}::timestamptz - interval '90 seconds',
        attempts, case when is_dead then now() end
      from (values (0, false), (2, false), (60, true)) entry (attempts, is_dead)`.execute(app.db);
    await expectLines(
      'gatehouse_bridge_jobs_open 1',
      'gatehouse_bridge_jobs_dead 1',
      'gatehouse_outbox_channel_waiting{channel="mail"} 2',
      'gatehouse_outbox_channel_refused{channel="mail"} 1',
      'gatehouse_outbox_channel_dead{channel="mail"} 1',
      'gatehouse_outbox_channel_oldest_seconds{channel="mail"} 90',
    );
  });

  test('connections, and whether the database could be asked', async () => {
    const text = await scrape();
    assert.match(text, /^gatehouse_database_connections\{pool="requests",state="idle"\} [1-9]/m);
    assert.match(text, /^gatehouse_database_connections_limit\{pool="requests"\} [1-9]/m);
    assert.match(text, /^gatehouse_database_waiting\{pool="requests"\} 0$/m);
    await expectLines('gatehouse_metrics_complete 1');
    await sql`alter table award_count rename to elsewhere`.execute(app.db);
    try {
      await expectLines('gatehouse_metrics_complete 0');
    } finally {
      await sql`alter table elsewhere rename to award_count`.execute(app.db);
    }
  });

  test('the age of the newest scheduled backup, and attempts that failed', async () => {
    await expectLines(
      'gatehouse_backup_age_seconds +Inf',
      'gatehouse_backup_interval_seconds 86400',
      'gatehouse_backup_failed_attempts 0',
    );
    const working = backups;
    backups = openBackups('postgres://nobody@127.0.0.1:1/none');
    backups.start();
    try {
      while ((await backups.readState()).failedAttempts === 0) await pause(10);
      await expectLines('gatehouse_backup_failed_attempts 1', 'gatehouse_backup_age_seconds +Inf');
    } finally {
      await backups.stop();
      backups = working;
    }
    await backups.runOnce();
    app.now = new Date(Math.floor(app.now.getTime() / 1000) * 1000 + 3_600_000);
    await expectLines('gatehouse_backup_age_seconds 3600', 'gatehouse_backup_failed_attempts 0');
    renameSync(folder, `${folder}-unmounted`);
    try {
      await expectLines('gatehouse_backup_age_seconds +Inf', 'gatehouse_metrics_complete 1');
    } finally {
      renameSync(`${folder}-unmounted`, folder);
    }
  });

  test('nothing about a bridge that is not there, so that no alert rings', async () => {
    assert.doesNotMatch(await scrape(), /^gatehouse_bridge_reachable /m);
  });
});

describe('what deploy/monitoring names', () => {
  /** The names in an expression of PromQL: words that are no function, label or keyword. */
  function listMetricNames(expression: string): string[] {
    const bare = expression
      .replaceAll(/\{[^}]*\}/g, '')
      .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '')
      .replaceAll(/\[[^\]]*\]/g, '');
    return [...bare.matchAll(/\b[a-z_][a-z0-9_:]*\b(?!\s*\()/g)].map(([name]) => name);
  }

  const isServed = (metrics: string, name: string): boolean =>
    // Prometheus makes `up` itself; a histogram has three series.
    name === 'up' ||
    new RegExp(
      `^# TYPE ${name.replace(/_(bucket|count|sum)$/, '(_bucket|_count|_sum)?')} `,
      'm',
    ).test(metrics);

  test('is in /metrics: every alert rule', async () => {
    const metrics = await scrape();
    const lines = readMonitoringFile('alerts.yaml').split('\n');
    const expressions = lines.flatMap((line) => /^\s+expr: (.+)$/.exec(line)?.[1] ?? []);
    assert.equal(expressions.length, lines.filter((line) => /- alert: /.test(line)).length);
    assert.ok(expressions.length >= 15);
    for (const expression of expressions) {
      const names = listMetricNames(expression.replaceAll(/^["']|["']$/g, ''));
      assert.ok(names.length > 0, expression);
      for (const name of names) assert.ok(isServed(metrics, name), `${name} in ${expression}`);
    }
    assert.ok(!isServed(metrics, 'gatehouse_no_such_metric'));
  });

  test('is in /metrics: every panel of the dashboard', async () => {
    const metrics = await scrape();
    const { panels } = JSON.parse(readMonitoringFile('dashboard.json')) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    assert.ok(panels.length >= 15);
    for (const { title, targets } of panels) {
      for (const { expr } of targets) {
        for (const name of listMetricNames(expr))
          assert.ok(isServed(metrics, name), `${name} in "${title}"`);
      }
    }
  });

  test('is tested: every alert rule has a case in which it fires', () => {
    const rules = [...readMonitoringFile('alerts.yaml').matchAll(/- alert: (\w+)/g)];
    const tests = readMonitoringFile('alerts.test.yaml');
    for (const [, name] of rules) {
      assert.match(tests, new RegExp(`alertname: ${name}\\n\\s+exp_alerts:\\n\\s+- exp_labels:`));
    }
  });
});

test('docs/metrics.md lists every metric of ours as /metrics describes it', async () => {
  const metrics = await scrape();
  const served = [...metrics.matchAll(/^# HELP (gatehouse_\w+) (.+)$/gm)].map(
    ([, name = '', help = '']) => `| \`${name}\` | ${help} |`,
  );
  assert.ok(served.length > 30, `${served.length} metrics`);
  const page = readFileSync(path.join(projectRoot, 'docs', 'metrics.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `gatehouse_.*$/gm)].map(([row]) => row);
  assert.deepEqual(listed, served);
});
