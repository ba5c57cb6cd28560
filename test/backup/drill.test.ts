import assert from 'node:assert/strict';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { verifyBackup } from '../../src/backup/read-backup.ts';
import { waitUntil } from '../support/connected-service.ts';
import { GatehouseProcess, runGatehouse } from '../support/gatehouse-process.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { AWARDS, createAwardJobs, createBasics, DrillWork, readDrillState } from './drill-work.ts';

/* The drill of docs/operators.md: a backup under load, a lost machine, a restored service. */

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-drill-'));
after(async () => {
  await GatehouseProcess.stopAll();
  rmSync(folder, { recursive: true, force: true });
});

const token = 'drill-token-drill-token-drill';

const envFor = (name: string) => ({
  GATEHOUSE_DATA_DIR: path.join(folder, name),
  GATEHOUSE_ADMIN_TOKEN: token,
  GATEHOUSE_PORTAL: 'brics',
});

/** Kills the embedded server as a power cut would, and removes its files. */
function destroy(dataDir: string): void {
  const [pidFile] = globSync('**/postmaster.pid', { cwd: dataDir });
  assert.ok(pidFile, 'the embedded PostgreSQL runs');
  const pid = Number(readFileSync(path.join(dataDir, pidFile), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

test('awards, decisions and members from before a backup under load are there after a restore', async (t) => {
  const scheduled = path.join(folder, 'scheduled-embedded');
  mkdirSync(scheduled);
  const lost = new GatehouseProcess(['serve'], {
    ...envFor('lost'),
    ...{ GATEHOUSE_BACKUP_DIR: scheduled, GATEHOUSE_BACKUP_KEEP: '1' },
  });
  const access = { url: await lost.waitUntilReady(), token };
  const service = await createBasics(access);
  const received = await runGatehouse(['answer'], envFor('lost'), createAwardJobs());
  assert.equal(received.stdout.match(/"award_pending"/g)?.length, AWARDS, received.stderr);
  const work = new DrillWork(service);
  // Where the test fails before it stops the work.
  t.after(() => work.stop());
  await work.waitFor(45);
  const before = [...work.acknowledged];
  const file = path.join(folder, 'drill.tar.gz');
  const backup = await runGatehouse(['backup', file], envFor('lost'));
  assert.equal(backup.code, 0, backup.stderr);
  assert.match(backup.stdout, /^\d+ rows of \d+ tables are in .*, verified\.$/m);
  assert.ok(work.acknowledged.length > before.length, 'the service went on');
  // The schedule works with the embedded database too, and survives its loss.
  const isWritten = () => lost.stdout.includes('"msg":"a backup was written and verified"');
  await waitUntil(isWritten, 60).catch(() => assert.fail(`no scheduled backup: ${lost.stdout}`));
  await lost.stop('SIGKILL');
  destroy(path.join(folder, 'lost'));
  await work.stop();
  const [ofSchedule = '', ...others] = readdirSync(scheduled);
  assert.match(ofSchedule, /^gatehouse-.*\.tar\.gz$/);
  assert.deepEqual(others, []);
  await verifyBackup(path.join(scheduled, ofSchedule), []);

  const restored = await runGatehouse(['restore', file], envFor('new'));
  assert.equal(restored.code, 0, restored.stderr);
  assert.match(restored.stdout, /The database is consistent\./);
  const again = new GatehouseProcess(['serve'], envFor('new'));
  const found = { ...service, url: await again.waitUntilReady() };
  const state = await readDrillState(found);
  const awards = Array.from({ length: AWARDS }, (_, number) => `p${number} received`);
  const missing = [...awards, ...before].filter((what) => !state.has(what));
  assert.deepEqual(missing, []);
  for (const kind of [/^p\d+ approved$/, /^note /, /^member /]) {
    assert.ok(
      before.some((what) => kind.test(what)),
      `${kind}`,
    );
  }
  const next = new DrillWork(found, { run: 2 });
  t.after(() => next.stop());
  await next.waitFor(1);
  await next.stop();
  await again.stop();
});

/** A database without tables, as `restore` needs it. */
async function createEmptyDatabase(t: TestContext): Promise<string> {
  const database = await createTestDatabase();
  t.after(() => database.close());
  await sql`drop schema public cascade`.execute(database.db);
  await sql`create schema public`.execute(database.db);
  return database.url;
}

test('the service writes backups for the key of create-backup-key, keeps the newest, and one is restored', async (t) => {
  const keyFile = path.join(folder, 'gatehouse-backup.key');
  const made = await runGatehouse(['create-backup-key', keyFile]);
  assert.equal(made.code, 0, made.stderr);
  const recipient = made.stdout.trim();
  assert.match(recipient, /^age1[a-z0-9]{58}$/);
  assert.equal(statSync(keyFile).mode & 0o777, 0o600);

  const dir = path.join(folder, 'scheduled');
  mkdirSync(dir);
  const old = [1, 2, 3].map((day) => `gatehouse-2026-01-0${day}T00-00-00Z.tar.gz`);
  for (const name of old) writeFileSync(path.join(dir, name), 'an older one');
  const source = await createTestDatabase();
  t.after(() => source.close());
  const env = {
    DATABASE_URL: source.url,
    GATEHOUSE_ADMIN_TOKEN: token,
    GATEHOUSE_BACKUP_DIR: dir,
    GATEHOUSE_BACKUP_KEEP: '2',
    GATEHOUSE_BACKUP_RECIPIENTS: recipient,
  };
  const service = new GatehouseProcess(['serve'], env);
  await service.waitUntilReady();
  // The oldest go last, when the new one has been verified.
  await waitUntil(() => readdirSync(dir).length === 2, 60).catch(() =>
    assert.fail(`${readdirSync(dir)}: ${service.stdout}`),
  );
  assert.match(service.stdout, /"msg":"a backup was written and verified"/);
  await service.stop();
  const [kept, written = ''] = readdirSync(dir).toSorted();
  assert.equal(kept, old.at(-1));
  assert.match(written, /\.tar\.gz\.age$/);
  const byHand = path.join(folder, 'today.tar.gz.age');
  const backup = await runGatehouse(['backup', byHand], env);
  assert.equal(backup.code, 0, backup.stderr);
  assert.match(readFileSync(byHand, 'latin1'), /^age-encryption\.org\/v1\n/);

  const target = { DATABASE_URL: await createEmptyDatabase(t) };
  const scheduled = path.join(dir, written);
  const without = await runGatehouse(['restore', scheduled], target);
  assert.equal(without.code, 1);
  assert.match(without.stderr, /is encrypted/);
  const restored = await runGatehouse(['restore', scheduled, '--key-file', keyFile], target);
  assert.deepEqual(
    [restored.code, /The database is consistent\./.test(restored.stdout)],
    [0, true],
    restored.stderr,
  );
});

test('commands say in one line what is wrong', async (t) => {
  const url = await createEmptyDatabase(t);
  for (const [args, words] of [
    [['backup', path.join(folder, 'x')], /empty|nothing to back up/],
    [['backup', path.join(folder, 'x'), '--recipient', 'age1nonsense'], /not a public key of age/],
    [['restore', path.join(folder, 'missing')], /cannot be read \(ENOENT\)/],
    [
      ['restore', path.join(folder, 'x'), '--key-file', path.join(folder, 'k')],
      /The key file .* \(ENOENT\)/,
    ],
    [['create-backup-key', path.join(folder, 'none', 'k')], /cannot be written \(ENOENT\)/],
  ] as const) {
    const { code, stdout, stderr } = await runGatehouse([...args], { DATABASE_URL: url });
    assert.deepEqual([code, stdout], [1, ''], args.join(' '));
    assert.match(stderr, words);
    assert.equal(stderr.match(/^gatehouse: /gm)?.length, 1, stderr);
    assert.doesNotMatch(stderr, /^ +at /m);
  }
});
