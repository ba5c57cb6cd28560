import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { purgeOldRows, startOfPurges } from '../../src/commands/purge-task.ts';
import { readSettings } from '../../src/config/settings.ts';
import { settingInfos } from '../../src/config/settings-schema.ts';
import { withAdvisoryLock } from '../../src/database/advisory-lock.ts';
import { BATCH_ROWS } from '../../src/database/delete-batch.ts';
import { IMPORT_LOCK } from '../../src/import-waldur/copy-store.ts';
import { readProjectFile } from '../docs/rules.ts';
import { TestApp } from '../support/test-app.ts';

/* docs/privacy.md: what is stored is kept as long as settings say. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

interface Kind {
  table: string;
  /** Adds a row that is this old (RFC 3339). */
  add: (at: string) => ReturnType<typeof sql>;
  /** Which rows count; all where there is none. */
  where?: ReturnType<typeof sql>;
  /** Settings that keep the rows longer than this one. */
  others?: Record<string, string>;
}

/** What each setting bounds. */
const kinds: Record<string, Kind[]> = {
  GATEHOUSE_JOB_LOG_DAYS: [
    {
      table: 'bridge_job',
      add: (at) => sql`insert into bridge_job (id, received, expires, closed, result)
        values (gen_random_uuid(), ${at}, ${at}, ${at}, 'complete')`,
    },
    {
      table: 'delivery_log',
      add: (
        at,
      ) => sql`insert into delivery_log (id, kind, event, identifier, destination, recipient,
          created, attempts, finished, outcome)
        select coalesce(max(id), 0) + 1, 'award_notification', '', '', '', '', ${at}, 1, ${at},
          'delivered' from delivery_log`,
    },
  ],
  GATEHOUSE_JOB_ANSWER_DAYS: [
    {
      table: 'bridge_job',
      add: (at) => sql`insert into bridge_job (id, received, expires, closed, result, outcome)
        values (gen_random_uuid(), ${at}, ${at}, ${at}, 'complete', 'x')`,
      where: sql`outcome is not null`,
      others: { GATEHOUSE_JOB_LOG_DAYS: '365' },
    },
  ],
  GATEHOUSE_JOB_RESULT_DAYS: [
    {
      table: 'answered_job',
      add: (at) => sql`insert into answered_job (id, command_digest, outcome, answered)
        values (gen_random_uuid(), '', '{}', ${at})`,
    },
  ],
  GATEHOUSE_REFUSED_SIGN_ON_DAYS: [
    {
      table: 'refused_sign_on',
      add: (at) => sql`insert into refused_sign_on (issuer, subject, provider, problem, username,
        full_name, email, is_email_verified, first_refused, last_refused)
      values ('https://idp', ${at}, 'idp', 'unknown', 'x', 'x', '', false, ${at}, ${at})`,
    },
  ],
  GATEHOUSE_NOTIFICATION_LOG_DAYS: [
    {
      table: 'bridge_notification',
      add: (at) => sql`insert into bridge_notification (id, destination, event, received)
      values (gen_random_uuid(), 'brics', '', ${at})`,
    },
  ],
  GATEHOUSE_MAIL_LOG_DAYS: [
    {
      table: 'mail_message',
      add: (at) => sql`insert into mail_message (event_id, recipient, kind, identifier, destination,
        payload, created, state)
      values (gen_random_uuid(), 'x@example.org', 'award_waits', '', '', '{}', ${at}, 'sent')`,
    },
  ],
  GATEHOUSE_WEBHOOK_LOG_DAYS: [
    {
      table: 'webhook_event',
      add: (at) => sql`insert into webhook_event (event_id, event, identifier, destination, content,
        created) values (gen_random_uuid(), 'award.changed', '', '', '{}', ${at})`,
    },
  ],
  GATEHOUSE_INSTRUCTION_LOG_DAYS: [
    {
      table: 'instruction',
      add: (at) => sql`with machine as (
        insert into resource (name, destination, seconds_per_credit, volumes, created)
        values (${at}, 'brics.c' || random(), 3600, '[]', now()) returning id)
      insert into instruction (resource_id, instruction, command, sent, expires, finished, outcome)
      select id, 'get_projects', '', ${at}, ${at}, ${at}, 'complete' from machine`,
    },
  ],
  GATEHOUSE_NOTE_DAYS: [
    {
      table: 'internal_note',
      // Of an award that was deleted.
      add: (at) => sql`with entry as (
        insert into audit_entry (identifier, destination, "timestamp", event_type, action,
          performed_by)
        select ${at}, 'd', ${at}, 'deleted', 'deleted', id from person where username = 'staff')
      insert into internal_note (identifier, destination, text, author, created)
      select ${at}, 'd', 'x', id, ${at} from person where username = 'staff'`,
    },
  ],
};

/** Deletes what is older than these settings say. */
async function purge(env: Record<string, string>): Promise<void> {
  const settings = readSettings(env);
  const { errors } = await purgeOldRows(app.db, app.now, { settings, places: startOfPurges });
  assert.deepEqual(errors, []);
}

const entries = Object.entries(kinds).flatMap(([variable, tables]) =>
  tables.map((kind) => ({ variable, ...kind })),
);
for (const { variable, table, add, where = sql`true`, others = {} } of entries) {
  test(`${table} is kept for the days of ${variable}`, async () => {
    const daysAgo = (days: number): string =>
      new Date(app.now.getTime() - days * 86_400_000).toISOString();
    const count = async (): Promise<number> => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from ${sql.table(table)} where ${where}`.execute(app.db);
      return rows[0]?.count ?? 0;
    };
    await purge({ ...others, [variable]: '50' });
    const before = await count();
    for (const days of [49, 51]) await add(daysAgo(days)).execute(app.db);
    await purge({ ...others, [variable]: '60' });
    assert.equal(await count(), before + 2);
    await purge({ ...others, [variable]: '50' });
    assert.equal(await count(), before + 1);
    await purge({ ...others, [variable]: '40' });
    assert.equal(await count(), before);
  });
}

test('where rows of one kind cannot be deleted, those of the others are, and the next run goes on after them', async () => {
  const [{ table, add }] = kinds.GATEHOUSE_NOTE_DAYS as [Kind];
  const old = new Date(app.now.getTime() - 51 * 86_400_000).toISOString();
  await add(old).execute(app.db);
  // One run looks at 5000 notes.
  await sql`insert into internal_note (identifier, destination, text, author, created)
    select 'recent', 'd', 'x', id, ${app.now.toISOString()}::timestamptz
    from person, generate_series(1, 5000) where username = 'staff'`.execute(app.db);
  await sql`create function refuse_delete() returns trigger language plpgsql as
    $$ begin raise exception 'disk failure'; end $$`.execute(app.db);
  await sql`create trigger refuse_delete before delete on answered_job for each statement
    execute function refuse_delete()`.execute(app.db);
  const settings = readSettings({ GATEHOUSE_NOTE_DAYS: '50' });
  const first = await purgeOldRows(app.db, app.now, { settings, places: startOfPurges });
  assert.match(first.errors.map(String).join(), /disk failure/);
  const { rows } = await sql`select from ${sql.table(table)} where created < ${old}::timestamptz
    + interval '1 day'`.execute(app.db);
  assert.equal(rows.length, 0);
  assert.notEqual(first.places.afterNoteId, 0);
  await sql`create trigger refuse_delete before delete on internal_note for each statement
    execute function refuse_delete()`.execute(app.db);
  const second = await purgeOldRows(app.db, app.now, { settings, places: first.places });
  assert.equal(second.errors.length, 2);
  assert.deepEqual(second.places, first.places, 'a purge that failed tries the same rows again');
  await sql`drop function refuse_delete cascade`.execute(app.db);
  const third = await purgeOldRows(app.db, app.now, { settings, places: first.places });
  assert.deepEqual(third, { places: startOfPurges, errors: [] });
});

test('answers to queries are kept for a day where nothing is set, and their jobs stay', async () => {
  const add = (hours: number) =>
    sql`insert into bridge_job
      (id, received, expires, closed, result, outcome)
    select gen_random_uuid(), at, at, at, 'complete', 'x'
    from (select ${app.now}::timestamptz - ${hours} * interval '1 hour' as at) job`.execute(app.db);
  await purge({});
  for (const hours of [23, 25]) await add(hours);
  await purge({});
  const { rows } = await sql<{ outcome: string | null }>`select outcome from bridge_job
    order by received`.execute(app.db);
  assert.deepEqual(rows, [{ outcome: null }, { outcome: 'x' }]);
});

test('sessions are kept until they expire, and without use for the hours of GATEHOUSE_SESSION_IDLE_HOURS', async () => {
  const hoursAgo = (hours: number) => new Date(app.now.getTime() - hours * 3_600_000);
  for (const [expired, used] of [
    [-1, 1],
    [1, 1],
    [-1, 3],
  ] as const) {
    await sql`insert into session (person_id, digest, created, last_used, expires)
      select id, ${Buffer.from(`${expired} ${used}`)}, ${hoursAgo(9)}, ${hoursAgo(used)},
        ${hoursAgo(expired)} from person where username = 'staff'`.execute(app.db);
  }
  const read = async () => {
    const { rows } = await sql<{ digest: Buffer }>`select digest from session order by id`.execute(
      app.db,
    );
    return rows.map(({ digest }) => String(digest));
  };
  await purge({ GATEHOUSE_SESSION_IDLE_HOURS: '4' });
  assert.deepEqual(await read(), ['-1 1', '-1 3']);
  await purge({ GATEHOUSE_SESSION_IDLE_HOURS: '2' });
  assert.deepEqual(await read(), ['-1 1']);
});

test('the copy of a Waldur is kept for 25 hours after it began, and while an import runs', async () => {
  for (const hours of [24.5, 25.5]) {
    const begun = new Date(app.now.getTime() - hours * 3_600_000);
    const source = `${hours} hours`;
    await sql`insert into waldur_list (source, list, begun) values
      (${source}, 'users', ${begun}), (${source}, 'projects', ${app.now})`.execute(app.db);
    await sql`insert into waldur_item (source, kind, key, list, content)
      values (${source}, 'user', 'x', 'users', '{}')`.execute(app.db);
  }
  const read = async () => {
    const { rows } = await sql<{ source: string }>`select source from waldur_item
      union all select source from waldur_list order by source`.execute(app.db);
    return rows.map(({ source }) => source).join();
  };
  const young = '24.5 hours,24.5 hours,24.5 hours';
  const duringImport = await withAdvisoryLock(app.db, IMPORT_LOCK, async () => {
    await purge({});
    return read();
  });
  assert.equal(duringImport, `${young},25.5 hours,25.5 hours,25.5 hours`);
  await purge({});
  assert.equal(await read(), young);
  await app.db.deleteFrom('waldur_item').execute();
  await app.db.deleteFrom('waldur_list').execute();
});

test('a copy of more items than one run deletes is known until the last of them is gone', async () => {
  const begun = new Date(app.now.getTime() - 26 * 3_600_000);
  await sql`insert into waldur_list (source, list, begun) values ('large', 'users', ${begun})`.execute(
    app.db,
  );
  await sql`insert into waldur_item (source, kind, key, list, content)
    select 'large', 'user', number, 'users', '{}' from generate_series(1, ${BATCH_ROWS + 1}) number`.execute(
    app.db,
  );
  const count = async () => {
    const { rows } = await sql<{ items: number; lists: number }>`select
      (select count(*)::int from waldur_item) as items,
      (select count(*)::int from waldur_list) as lists`.execute(app.db);
    return rows[0];
  };
  await purge({});
  assert.deepEqual(await count(), { items: 1, lists: 1 });
  await purge({});
  assert.deepEqual(await count(), { items: 0, lists: 0 });
});

/** The settings that other tests go through, and where. */
const testedElsewhere: Record<string, string> = {
  GATEHOUSE_SESSION_HOURS: 'test/access/browser-sign-in.test.ts',
  GATEHOUSE_USAGE_PERSON_DAYS: 'test/usage-reports/project-usage.test.ts',
};

test('every setting that docs/operators.md lists is tested', () => {
  const guide = readProjectFile('docs/operators.md');
  const [section = ''] = /## What is kept how long\n[\s\S]*?\n## /.exec(guide) ?? [];
  const listed = [...section.matchAll(/`(GATEHOUSE_\w+)` \(/g)].map(([, name = '']) => name);
  assert.ok(listed.length >= 12, `${listed.length} settings`);
  const own = readProjectFile('test/privacy/retention.test.ts');
  assert.deepEqual(
    listed.filter((name) => {
      const text = testedElsewhere[name] ? readProjectFile(testedElsewhere[name]) : own;
      return !(name in kinds) && !text.includes(` ${name}: '`);
    }),
    [],
  );
});

test('client IPs of the administrative audit are kept for the days of GATEHOUSE_AUDIT_CLIENT_IP_DAYS', async () => {
  const daysAgo = (days: number) => new Date(app.now.getTime() - days * 86_400_000);
  for (const days of [49, 51]) {
    await sql`insert into administrative_entry ("timestamp", via, address, action, subject_kind,
        subject_name)
      values (${daysAgo(days)}, 'session', '192.0.2.9', 'x', 'x', ${`${days} days`})`.execute(
      app.db,
    );
  }
  const read = async () => {
    const { rows } = await sql<{ subject_name: string; address: string }>`
      select subject_name, address from administrative_entry
      where subject_name like '% days' order by id`.execute(app.db);
    return rows.map(({ subject_name, address }) => `${subject_name} ${address}`);
  };
  await purge({});
  assert.deepEqual(await read(), ['49 days 192.0.2.9', '51 days 192.0.2.9']);
  await purge({ GATEHOUSE_AUDIT_CLIENT_IP_DAYS: '50' });
  assert.deepEqual(await read(), ['49 days 192.0.2.9', '51 days ']);
  await assert.rejects(
    sql`update administrative_entry set action = 'y'`.execute(app.db),
    /never changed or removed/,
  );
});

/** Tables without anything about people, which the record leaves out, with what they hold. */
const impersonal = new Set([
  ...['award_count', 'grant_total', 'project_count', 'template_change_mark'], // counts
  ...['customer', 'project', 'project_template', 'project_threshold', 'template_resource'],
  ...['machine_project', 'resource', 'short_name_series', 'unknown_project', 'usage_collection'],
  ...['announced_once', 'announcement_channel', 'mail_key', 'mail_switched_off', 'setting'],
  ...['webhook_secret', 'kysely_migration', 'kysely_migration_lock'],
]);

test('the record of processing names every table that may say something about a person, and every setting of days', async () => {
  const record = readProjectFile('docs/privacy.md');
  const table = /\| what \| whose \|[\s\S]*?\n\n/.exec(record)?.[0] ?? '';
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public' order by tablename`.execute(app.db);
  const names = rows.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => !impersonal.has(name) && !table.includes(`\`${name}\``)),
    [],
    'say in docs/privacy.md how long these are kept, or here that they name nobody',
  );
  const listed = [...table.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name);
  assert.deepEqual(
    listed.filter((name) => !names.includes(name)),
    [],
  );
  assert.deepEqual(
    listed.filter((name) => impersonal.has(name)),
    [],
  );
  const variables = Object.values(settingInfos)
    .map(({ variable }) => variable)
    .filter((name) => /_DAYS$/.test(name) && !/TOKEN_OWNER|REMINDER/.test(name));
  assert.deepEqual(
    variables.filter((name) => !table.includes(name)),
    [],
  );
  const guide = readProjectFile('docs/operators.md');
  assert.deepEqual(
    variables.filter((name) => !guide.includes(`| \`${name}\``)),
    [],
  );
});
