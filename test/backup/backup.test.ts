import assert from 'node:assert/strict';
import { promises as fs, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { writeBackupFile } from '../../src/backup/backup-file.ts';
import { createProgressLines } from '../../src/backup/progress-lines.ts';
import { verifyBackup } from '../../src/backup/read-backup.ts';
import { restoreBackup } from '../../src/backup/restore-backup.ts';
import { listBackups, ScheduledBackups } from '../../src/backup/scheduled-backups.ts';
import type { ReportBackupProgress } from '../../src/backup/write-backup.ts';
import { createPool } from '../../src/database/connection-pool.ts';
import { listPendingMigrations, migrateToLayout } from '../../src/database/migrator.ts';
import type { Database } from '../../src/database/schema.ts';
import { createDemoData } from '../../src/demo/create-demo-data.ts';
import { StartError } from '../../src/errors/start-error.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import {
  type FirstRow,
  readFirstRows,
  recreateFirstLayout,
} from '../database/upgrade/first-layout.ts';
import { digestTables } from '../support/digest-tables.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* Backups of a database with the demo's awards, written to files and restored elsewhere. */

const now = new Date('2026-11-27T09:00:00Z');
const noKeys: readonly string[] = [];

let folder: string;
let source: TestDatabase;
let pool: pg.Pool;
let backup: string;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-backup-'));
  source = await createTestDatabase();
  await source.db
    .insertInto('person')
    .values({ username: 'staff', is_staff: true, date_joined: now.toISOString() })
    .execute();
  await createDemoData(source.db, { portal: 'brics', baseUrl: 'http://localhost', now });
  pool = openPool(source.url);
  backup = path.join(folder, 'plain.tar.gz');
  await writeBackupFile({ pool, file: backup, recipients: [], now });
});
after(async () => {
  await pool.end();
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});

function openPool(url: string): pg.Pool {
  return createPool(url, { max: 1, disableQueryTimeout: true });
}

/** Runs `work` on a database without tables. */
async function withEmptyDatabase(work: (target: TestDatabase) => Promise<void>): Promise<void> {
  const target = await createTestDatabase();
  try {
    await sql`drop schema public cascade`.execute(target.db);
    await sql`create schema public`.execute(target.db);
    await work(target);
  } finally {
    await target.close();
  }
}

async function restoreInto(
  target: TestDatabase,
  file: string,
  identities = noKeys,
  report: ReportBackupProgress = () => undefined,
): Promise<void> {
  const targetPool = openPool(target.url);
  const prepareLayout = (migrations: readonly string[]) => migrateToLayout(target.db, migrations);
  try {
    await restoreBackup({ pool: targetPool, file, identities, prepareLayout, report });
  } finally {
    await targetPool.end();
  }
}

async function readPublicTables(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_tables where schemaname = 'public'`.execute(db);
  return rows[0]?.count ?? 0;
}

const isStartError = (pattern: RegExp) => (error: unknown) =>
  error instanceof StartError && pattern.test(error.message);

test('a backup and its restoring say how far they are, at most every two seconds', async () => {
  // Each look at the clock takes 1.1 s, so every second one says nothing.
  const createReport = (verb: string, lines: string[]) => {
    let ms = 0;
    return createProgressLines(
      verb,
      () => {
        ms += 1100;
        return ms;
      },
      (line) => lines.push(`${ms} ${line}`),
    );
  };
  const read: string[] = [];
  const file = path.join(folder, 'progress.tar.gz');
  const report = createReport('Read', read);
  await writeBackupFile({ pool, file, recipients: [], now, report });
  const restored: string[] = [];
  await withEmptyDatabase((target) =>
    restoreInto(target, file, noKeys, createReport('Restored', restored)),
  );
  for (const [verb, lines] of [
    ['Read', read],
    ['Restored', restored],
  ] as const) {
    assert.ok(lines.length >= 3, `${verb}: ${lines.length} lines`);
    const parsed = lines.map(
      (line) => /^(\d+) (\w+) ([\d.]+) (kB|MB); now (\w+)$/.exec(line) ?? [],
    );
    assert.deepEqual([...new Set(parsed.map(([, , spoken]) => spoken))], [verb]);
    const times = parsed.map(([, ms]) => Number(ms));
    assert.ok(times.every((ms, index) => index === 0 || ms - Number(times[index - 1]) >= 2000));
  }
});

describe('a backup that is restored', () => {
  test('has every row, goes on counting where it was, and is consistent', async () => {
    await withEmptyDatabase(async (target) => {
      await restoreInto(target, backup);
      const digests = await digestTables(source.db);
      assert.deepEqual(await digestTables(target.db), digests);
      assert.match(digests.managed_project ?? '', /^6\d /);
      assert.deepEqual(await findViolations(target.db), []);
      for (const db of [source.db, target.db]) {
        await sql`insert into customer (name, slug, created) values ('Next', 'next', ${now})`.execute(
          db,
        );
      }
      assert.deepEqual(await digestIds(target.db), await digestIds(source.db));
      await assert.rejects(
        target.db.deleteFrom('audit_entry').execute(),
        /never changed or removed/,
        'its triggers are there again',
      );
      await assert.rejects(
        sql`update project set customer_id = 999999`.execute(target.db),
        /foreign key/,
        'so are the foreign keys',
      );
    });
  });

  test('is what was committed when it began, whatever is written meanwhile', async () => {
    const file = path.join(folder, 'busy.tar.gz');
    let customers = 0;
    let written = 0;
    await writeBackupFile({
      pool,
      file,
      recipients: [],
      now,
      report: () => {
        written += 1;
        void source.db
          .updateTable('customer')
          .set({ name: `Later ${written}` })
          .execute();
      },
    });
    customers = (await source.db.selectFrom('customer').select('id').execute()).length;
    assert.ok(written > 0);
    const { end } = await verifyBackup(file, []);
    assert.equal(end.tables.customer?.rows, customers);
    await withEmptyDatabase(async (target) => {
      await restoreInto(target, file);
      const names = await target.db.selectFrom('customer').select('name').execute();
      assert.deepEqual(
        names.filter(({ name }) => name.startsWith('Later')),
        [],
      );
    });
  });

  test('may have an earlier layout, which the command migrates and checks', async () => {
    const rows = readFirstRows();
    const file = path.join(folder, 'older.tar.gz');
    await withEmptyDatabase(async (old) => {
      await recreateFirstLayout(old.db);
      const oldPool = openPool(old.url);
      await writeBackupFile({ pool: oldPool, file, recipients: [], now });
      await oldPool.end();
    });
    await withEmptyDatabase(async (target) => {
      const env = { DATABASE_URL: target.url };
      const { code, stdout, stderr } = await runGatehouse(['restore', file], env);
      assert.deepEqual([code, stderr.match(/^gatehouse: /gm)], [0, null], stderr);
      assert.match(stdout, /The database is consistent\./);
      assert.deepEqual(await listPendingMigrations(target.db), []);
      for (const [table, old] of Object.entries(rows)) {
        const { rows: restored } = await sql<{ row: FirstRow }>`
          select to_jsonb(t) as row from ${sql.table(table)} t`.execute(target.db);
        assert.ok(restored.length >= old.length, `${table}: ${restored.length}`);
        const missing = old.filter((row) => !restored.some((one) => isSameRow(row, one.row)));
        assert.deepEqual(missing, [], table);
      }
      assert.ok((rows.managed_project?.length ?? 0) > 4);
      const check = await runGatehouse(['check'], env);
      assert.equal(check.code, 0, check.stdout + check.stderr);
    });
  });

  test('needs an empty database', async () => {
    const before = await digestTables(source.db);
    await assert.rejects(restoreInto(source, backup), isStartError(/not empty/));
    assert.deepEqual(await digestTables(source.db), before);
  });
});

/** By the id; without one, by every value. */
function isSameRow(old: FirstRow, restored: FirstRow): boolean {
  const columns = 'id' in old ? ['id'] : Object.keys(old);
  return columns.every((column) => isDeepStrictEqual(restored[column], old[column]));
}

async function digestIds(db: Kysely<Database>): Promise<number | undefined> {
  const row = await db
    .selectFrom('customer')
    .select('id')
    .where('name', '=', 'Next')
    .executeTakeFirst();
  return row?.id;
}

describe('an encrypted backup', () => {
  test('opens with its secret key alone', async () => {
    const [identity, other] = await Promise.all([generateIdentity(), generateIdentity()]);
    const file = path.join(folder, 'secret.age');
    const recipients = [await identityToRecipient(identity)];
    await writeBackupFile({ pool, file, recipients, now });
    const content = await fs.readFile(file, 'latin1');
    assert.match(content, /^age-encryption\.org\/v1\n/);
    await assert.rejects(verifyBackup(file, []), isStartError(/is encrypted/));
    await assert.rejects(verifyBackup(file, [other]), isStartError(/cannot be decrypted/));
    const { end } = await verifyBackup(file, [identity]);
    assert.ok((end.tables.managed_project?.rows ?? 0) > 59);
    // A changed byte is found by the encryption itself.
    const changed = await fs.readFile(file);
    changed[changed.length - 100] = (changed[changed.length - 100] ?? 0) ^ 1;
    await fs.writeFile(`${file}.changed`, changed);
    await assert.rejects(verifyBackup(`${file}.changed`, [identity]), isStartError(/damaged/));
  });
});

describe('a damaged backup is refused before anything is written', () => {
  const change = async (name: string, edit: (archive: Buffer) => Buffer): Promise<string> => {
    const file = path.join(folder, `${name}.tar.gz`);
    await fs.writeFile(file, gzipSync(edit(gunzipSync(await fs.readFile(backup)))));
    return file;
  };

  test('a changed row', async () => {
    const file = await change('changed', (archive) => {
      const at = archive.indexOf('\tpending\t');
      assert.ok(at > 0);
      archive.write('draft', at + 1);
      return archive;
    });
    await withEmptyDatabase(async (target) => {
      await assert.rejects(restoreInto(target, file), isStartError(/the rows of \w+ were changed/));
      assert.equal(await readPublicTables(target.db), 0);
    });
  });

  test('one that is cut short', async () => {
    const whole = await fs.readFile(backup);
    const file = path.join(folder, 'cut.tar.gz');
    await fs.writeFile(file, whole.subarray(0, whole.length / 2));
    await assert.rejects(verifyBackup(file, []), isStartError(/damaged/));
    // Cut between two entries: the archive itself looks whole.
    const end = await change('without-end', (archive) => {
      const at = archive.indexOf('end.json');
      return Buffer.concat([archive.subarray(0, at), Buffer.alloc(1024)]);
    });
    await assert.rejects(verifyBackup(end, []), isStartError(/its end is missing/));
  });

  test('one of a newer Gatehouse', async () => {
    const file = await change('newer', (archive) => {
      archive.write('"format": 9', archive.indexOf('"format": 1'));
      return archive;
    });
    await assert.rejects(verifyBackup(file, []), isStartError(/newer Gatehouse/));
  });

  test('another file, or none', async () => {
    const file = path.join(folder, 'notes.txt');
    await fs.writeFile(file, 'No backup.');
    await assert.rejects(verifyBackup(file, []), isStartError(/is not a backup/));
    await assert.rejects(verifyBackup(`${file}.gone`, []), isStartError(/ENOENT/));
  });
});

describe('scheduled backups', () => {
  test('are written when the newest is too old; the newest are kept', async () => {
    const dir = path.join(folder, 'schedule');
    let time = now.getTime();
    const written: string[] = [];
    const run = async (): Promise<void> => {
      const backups = new ScheduledBackups({
        db: source.db,
        openPool: () => openPool(source.url),
        clock: () => new Date(time),
        schedule: { dir, intervalHours: 6, keep: 2, recipients: [] },
        onBackup: ({ file }) => written.push(path.basename(file)),
        onError: (error) => assert.fail(error as Error),
      });
      await backups.runOnce();
    };
    await run();
    await run();
    assert.deepEqual(written, ['gatehouse-2026-11-27T09-00-00Z.tar.gz']);
    await fs.writeFile(path.join(dir, 'notes.txt'), 'Not ours.');
    for (const hours of [5, 1, 6, 6]) {
      time += hours * 3_600_000;
      await run();
    }
    assert.equal(written.length, 4);
    assert.deepEqual(
      (await listBackups(dir)).map(({ name }) => name),
      ['gatehouse-2026-11-27T21-00-00Z.tar.gz', 'gatehouse-2026-11-28T03-00-00Z.tar.gz'],
    );
    assert.ok((await fs.readdir(dir)).includes('notes.txt'));
    const { end } = await verifyBackup(path.join(dir, 'gatehouse-2026-11-28T03-00-00Z.tar.gz'), []);
    assert.ok((end.tables.managed_project?.rows ?? 0) > 59);
  });

  test('two processes write one', async () => {
    const dir = path.join(folder, 'shared');
    const written: string[] = [];
    const runs = [1, 2].map(() =>
      new ScheduledBackups({
        db: source.db,
        openPool: () => openPool(source.url),
        clock: () => now,
        schedule: { dir, intervalHours: 6, keep: 2, recipients: [] },
        onBackup: ({ file }) => written.push(file),
        onError: (error) => assert.fail(error as Error),
      }).runOnce(),
    );
    await Promise.all(runs);
    assert.equal(written.length, 1);
  });
});
