import assert from 'node:assert/strict';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { GatehouseProcess, runGatehouse } from '../support/gatehouse-process.ts';
import { createTestDatabase } from '../support/test-database.ts';

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
});

async function addCustomer(address: string, name: string): Promise<boolean> {
  const reply = await fetch(`${address}/api/customers/`, {
    method: 'POST',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  }).catch(() => null);
  return reply?.status === 201;
}

/** Adds customers until it is stopped; `acknowledged` has the names of those that were answered. */
function startWriter(address: string) {
  const acknowledged: string[] = [];
  let isStopped = false;
  const run = async (): Promise<void> => {
    for (let number = 1; !isStopped; number++) {
      if (await addCustomer(address, `Customer ${number}`)) acknowledged.push(`Customer ${number}`);
      else await pause(20);
    }
  };
  const ended = run();
  const stop = (): Promise<void> => {
    isStopped = true;
    return ended;
  };
  // Where a test fails before it stops the writer.
  after(stop);
  return { acknowledged, stop };
}

/** Kills the embedded server as a power cut would, and removes its files. */
function destroy(dataDir: string): void {
  const [pidFile] = globSync('**/postmaster.pid', { cwd: dataDir });
  assert.ok(pidFile, 'the embedded PostgreSQL runs');
  const pid = Number(readFileSync(path.join(dataDir, pidFile), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

test('what was acknowledged before a backup under load is there after a restore', async () => {
  const lost = new GatehouseProcess(['serve'], envFor('lost'));
  const address = await lost.waitUntilReady();
  const writer = startWriter(address);
  while (writer.acknowledged.length < 20) await pause(20);
  const before = [...writer.acknowledged];
  const file = path.join(folder, 'drill.tar.gz');
  const backup = await runGatehouse(['backup', file], envFor('lost'));
  assert.equal(backup.code, 0, backup.stderr);
  assert.match(backup.stdout, /^\d+ rows of \d+ tables are in .*, verified\.$/m);
  assert.ok(writer.acknowledged.length > before.length, 'the service went on');
  await lost.stop('SIGKILL');
  destroy(path.join(folder, 'lost'));
  await writer.stop();

  const restored = await runGatehouse(['restore', file], envFor('new'));
  assert.equal(restored.code, 0, restored.stderr);
  assert.match(restored.stdout, /The database is consistent\./);
  const again = new GatehouseProcess(['serve'], envFor('new'));
  const newAddress = await again.waitUntilReady();
  const reply = await fetch(`${newAddress}/api/customers/?page_size=100&o=created`, {
    headers: { authorization: `Token ${token}` },
  });
  const names = new Set(((await reply.json()) as { name: string }[]).map(({ name }) => name));
  assert.deepEqual(
    before.filter((name) => !names.has(name)),
    [],
  );
  assert.ok(await addCustomer(newAddress, 'After the restore'));
  await again.stop();
});

test('commands say in one line what is wrong', async (t) => {
  const database = await createTestDatabase();
  t.after(() => database.close());
  await sql`drop schema public cascade`.execute(database.db);
  await sql`create schema public`.execute(database.db);
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
    const { code, stdout, stderr } = await runGatehouse([...args], { DATABASE_URL: database.url });
    assert.deepEqual([code, stdout], [1, ''], args.join(' '));
    assert.match(stderr, words);
    assert.equal(stderr.match(/^gatehouse: /gm)?.length, 1, stderr);
    assert.doesNotMatch(stderr, /^ +at /m);
  }
});
