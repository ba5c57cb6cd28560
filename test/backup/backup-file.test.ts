import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  promises as fs,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type pg from 'pg';
import { writeBackupFile } from '../../src/backup/backup-file.ts';
import { createPool } from '../../src/database/connection-pool.ts';
import { createDemoData } from '../../src/demo/create-demo-data.ts';
import { StartError } from '../../src/errors/start-error.ts';
import { findProgram } from '../support/find-program.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* The file of a backup: its rights, when it is there, and that other programs open it. */

const now = new Date('2026-11-27T09:00:00Z');

let folder: string;
let source: TestDatabase;
let pool: pg.Pool;
let backup: string;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-backup-file-'));
  source = await createTestDatabase();
  await source.db
    .insertInto('person')
    .values({ username: 'staff', is_staff: true, date_joined: now.toISOString() })
    .execute();
  await createDemoData(source.db, { portal: 'brics', baseUrl: 'http://localhost', now });
  pool = createPool(source.url, { max: 1, disableQueryTimeout: true });
  backup = path.join(folder, 'plain.tar.gz');
  await writeBackupFile({ pool, file: backup, recipients: [], now });
});
after(async () => {
  await pool.end();
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});

const isStartError = (pattern: RegExp) => (error: unknown) =>
  error instanceof StartError && pattern.test(error.message);

test('the file of a backup is for its owner only, and an existing one is kept', async () => {
  const { mode } = await fs.stat(backup);
  assert.equal(mode & 0o777, 0o600);
  const before = await fs.readFile(backup);
  const again = writeBackupFile({ pool, file: backup, recipients: [], now });
  await assert.rejects(again, isStartError(/exists already/));
  assert.ok(before.equals(await fs.readFile(backup)));
});

test('the file of a backup is not there where it could not be written whole', async () => {
  const missing = path.join(folder, 'no-such-folder', 'x.tar.gz');
  await assert.rejects(
    writeBackupFile({ pool, file: missing, recipients: [], now }),
    isStartError(/cannot be written \(ENOENT\)/),
  );
  const file = path.join(folder, 'aborted.tar.gz');
  const signal = AbortSignal.abort();
  await assert.rejects(writeBackupFile({ pool, file, recipients: [], now, signal }));
  assert.deepEqual(
    (await fs.readdir(folder)).filter((name) => name.startsWith('aborted')),
    [],
  );
  await pool.query('select 1');
});

/** Changes a byte of what is stored of a file, as a bad disk does; false where nothing is stored yet. */
function damage(file: string): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < 100) return false;
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, size - 50);
  byte[0] = (byte[0] ?? 0) ^ 1;
  writeSync(handle, byte, 0, 1, size - 50);
  closeSync(handle);
  return true;
}

/** Writes a backup whose draft is damaged once meanwhile. */
async function writeOnBadDisk(name: string, recipients: readonly string[], words: RegExp) {
  const file = path.join(folder, name);
  let isDamaged = false;
  const report = () => {
    isDamaged ||= damage(`${file}.partial`);
  };
  await assert.rejects(
    writeBackupFile({ pool, file, recipients, now, report }),
    isStartError(words),
  );
  assert.ok(isDamaged, 'bytes were changed while it was written');
  assert.deepEqual(
    (await fs.readdir(folder)).filter((left) => left.startsWith(name)),
    [],
  );
}

test('a backup that reads back otherwise than it was written is not kept', async () => {
  await writeOnBadDisk('bad.tar.gz', [], /damaged/);
  const recipients = [await identityToRecipient(await generateIdentity())];
  await writeOnBadDisk(
    'bad.tar.gz.age',
    recipients,
    /^The backup was not stored as it was written: is the disk sound\?$/,
  );
});

/** Unpacks with tar; the rows of the audit are those of COPY. */
async function assertOpensWithTar(file: string): Promise<void> {
  const unpacked = mkdtempSync(path.join(folder, 'unpacked-'));
  execFileSync('tar', ['-xzf', file, '-C', unpacked]);
  const table = path.join(unpacked, 'tables', 'audit_entry');
  const parts = (await fs.readdir(table)).toSorted();
  const texts = await Promise.all(parts.map((name) => fs.readFile(path.join(table, name), 'utf8')));
  const rows = texts.join('').trimEnd().split('\n');
  const { rows: stored } = await pool.query('select id from audit_entry order by id');
  assert.deepEqual(
    rows.map((row) => Number(row.split('\t')[0])).toSorted((a, b) => a - b),
    stored.map(({ id }) => Number(id)),
  );
}

test('tar opens a backup', () => assertOpensWithTar(backup));

const age = findProgram('age');
test('age and tar open an encrypted backup', {
  skip: age === null && 'age is not installed',
}, async () => {
  const identity = await generateIdentity();
  const key = path.join(folder, 'secret.key');
  await fs.writeFile(key, `${identity}\n`);
  const file = path.join(folder, 'secret.tar.gz.age');
  await writeBackupFile({ pool, file, recipients: [await identityToRecipient(identity)], now });
  const decrypted = path.join(folder, 'decrypted.tar.gz');
  execFileSync(age as string, ['-d', '-i', key, '-o', decrypted, file]);
  await assertOpensWithTar(decrypted);
});
