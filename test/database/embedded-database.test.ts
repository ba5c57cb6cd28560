import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { selectOsAccount } from '../../src/database/embedded/os-account.ts';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-database.ts';
import { StartError } from '../../src/errors/start-error.ts';

/* The embedded PostgreSQL: its start, its end, and what a kill leaves. */

let folder: string;
let said: string[];
/** A data folder with a new cluster, which most tests copy: making one takes more than a second. */
let prepared: string;

before(async () => {
  prepared = mkdtempSync(path.join(tmpdir(), 'gatehouse-prepared-'));
  await (await openEmbeddedDatabase({ dataDir: prepared, say: () => undefined })).release();
});
after(() => rmSync(prepared, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-embedded-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openEmbeddedDatabase({ dataDir: folder, say: (line) => said.push(line) });
/** With its owners, unlike `cpSync`. */
const copyCluster = (): void => void execFileSync('cp', ['-a', `${prepared}/.`, folder]);
const pidFile = (): string => path.join(folder, 'postgres', 'postmaster.pid');
const pidOf = (): number => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('has its own folder, a generated password, loopback only, and UTF-8 in any locale', async () => {
  const database = await open();
  try {
    const url = new URL(database.connectionString);
    assert.equal(url.hostname, '127.0.0.1');
    assert.ok(url.password.length >= 30);
    const settings = async (name: string) =>
      (await query(url.href, `select current_setting('${name}') as value`))[0]?.value;
    assert.equal(await settings('listen_addresses'), '127.0.0.1');
    assert.equal(await settings('unix_socket_permissions'), '0700');
    const peer = 'select inet_client_addr() as address';
    assert.deepEqual(await query(url.href, peer), [{ address: null }], 'through the socket');
    assert.equal(statSync(path.join(folder, 'postgres-socket')).mode & 0o077, 0);
    assert.equal(await settings('server_encoding'), 'UTF8');
    assert.match(String(await settings('server_version')), /^18\./);
    const [upper] = await query(url.href, `select upper('é') as value`);
    assert.equal(upper?.value, 'É');
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await assert.rejects(query(wrong.href, 'select 1'), { code: '28P01' });
    assert.match(
      readFileSync(path.join(folder, 'postgres', 'pg_hba.conf'), 'utf8'),
      /scram-sha-256/,
    );
    assert.equal(statSync(path.join(folder, 'postgres-password')).mode & 0o077, 0);
    assert.equal(statSync(path.join(folder, 'postgres')).mode & 0o077, 0);
    if (process.platform === 'linux' && process.getuid?.() === 0) {
      assert.notEqual(statSync(`/proc/${pidOf()}`).uid, 0, 'never as root');
    }
  } finally {
    await database.release();
  }
});

test('listens on TCP only where the path of its socket would be too long or need quotes', async () => {
  for (const name of ['a'.repeat(100), "it's a folder, with a comma"]) {
    const dataDir = path.join(folder, name);
    const database = await openEmbeddedDatabase({ dataDir, say: () => undefined });
    try {
      const rows = await query(
        database.connectionString,
        `select host(inet_client_addr()) as address, current_setting('unix_socket_directories') as folder`,
      );
      assert.deepEqual(rows, [{ address: '127.0.0.1', folder: '' }]);
    } finally {
      await database.release();
    }
  }
});

test('keeps its data over a restart', async () => {
  copyCluster();
  const first = await open();
  await query(first.connectionString, 'create table kept (n int); insert into kept values (7)');
  await first.release();
  assert.equal(existsSync(pidFile()), false);
  const second = await open();
  assert.deepEqual(await query(second.connectionString, 'select n from kept'), [{ n: 7 }]);
  await second.release();
});

test('concurrent processes share one server, and the last one stops it', async () => {
  const all = await Promise.all([open(), open(), open()]);
  assert.equal(new Set(all.map((one) => one.connectionString)).size, 1);
  await all[0]?.release();
  await all[1]?.release();
  assert.equal((await query(all[2]?.connectionString as string, 'select 1 as n')).length, 1);
  await all[2]?.release();
  assert.equal(existsSync(pidFile()), false);
});

test('allows one service per folder, until that service ends', async () => {
  copyCluster();
  const [one, other] = [await open(), await open()];
  await one.claimService();
  await assert.rejects(other.claimService(), (error) => {
    return error instanceof StartError && /Another Gatehouse already serves/.test(error.message);
  });
  await one.release();
  await other.claimService();
  await other.release();
});

test('starts again although the folder of its socket is gone', async () => {
  copyCluster();
  const database = await open();
  rmSync(path.join(folder, 'postgres-socket'), { recursive: true });
  process.kill(pidOf(), 'SIGKILL');
  const isBack = waitFor(
    async () => (await query(database.connectionString, 'select 1')).length === 1,
  );
  await isBack.finally(() => database.release());
});

test('gives the folder of its socket to the account of the cluster', {
  skip: process.getuid?.() !== 0 && 'only root can act as another account',
}, async () => {
  copyCluster();
  const first = await open();
  const { uid } = statSync(path.join(folder, 'postgres'));
  await first.release();
  // As an older version left it, whose server listened on TCP only.
  rmSync(path.join(folder, 'postgres-socket'), { recursive: true });
  const again = await open();
  assert.equal(statSync(path.join(folder, 'postgres-socket')).uid, uid);
  await again.release();
});

test('uses the server that a killed process left running', async () => {
  copyCluster();
  const script = `
    const { openEmbeddedDatabase } = await import(process.argv[1]);
    await openEmbeddedDatabase({ dataDir: process.argv[2], say: () => {} });
    process.kill(process.pid, 'SIGKILL');`;
  const module = path.join(import.meta.dirname, '../../src/database/embedded/embedded-database.ts');
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, module, folder]);
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
  const leftover = pidOf();
  const database = await open();
  assert.equal(pidOf(), leftover);
  await database.release();
  assert.equal(existsSync(pidFile()), false);
});

test('starts despite a stale pid file with the process ID of another program', async () => {
  copyCluster();
  const first = await open();
  await first.release();
  const lines = [process.pid, path.join(folder, 'postgres'), 1, 5, '', '127.0.0.1', ''];
  writeFileSync(pidFile(), lines.join('\n'));
  if (process.getuid?.() === 0) chmodSync(pidFile(), 0o644);
  const second = await open();
  assert.notEqual(pidOf(), process.pid);
  await second.release();
});

test('starts despite a stale pid file with the process ID of another PostgreSQL', async () => {
  copyCluster();
  const first = await open();
  await first.release();
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'gatehouse-elsewhere-'));
  const other = await openEmbeddedDatabase({ dataDir: elsewhere, say: () => undefined });
  const otherPid = readFileSync(path.join(elsewhere, 'postgres', 'postmaster.pid'), 'utf8');
  writeFileSync(pidFile(), otherPid);
  try {
    const second = await open();
    assert.notEqual(pidOf(), Number(otherPid.split('\n')[0]));
    await second.release();
  } finally {
    await other.release();
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test('uses the server of a data folder that is reached by another path', async () => {
  copyCluster();
  const database = await open();
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  try {
    const again = await openEmbeddedDatabase({ dataDir: link, say: () => undefined });
    assert.equal(again.connectionString, database.connectionString);
    await again.release();
  } finally {
    rmSync(link);
    await database.release();
  }
});

test('says in words that the data folder cannot be used', async () => {
  writeFileSync(path.join(folder, 'postgres'), 'a file, not a folder');
  await assert.rejects(open(), (error) => {
    return error instanceof StartError && /cannot be used \(ENOTDIR at /.test(error.message);
  });
});

test('says in words that the data folder belongs to another account', {
  skip: process.getuid?.() !== 0 && 'only root can act as another account',
}, async () => {
  chmodSync(folder, 0o700);
  const script = `
    const { toDataFolderError } = await import(process.argv[1]);
    const { readFileSync } = await import('node:fs');
    process.setuid(65534);
    try { readFileSync(process.argv[2] + '/postgres/PG_VERSION'); }
    catch (error) { console.log(toDataFolderError(error, process.argv[2]).message); }`;
  const module = path.join(import.meta.dirname, '../../src/database/embedded/data-folder.ts');
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, module, folder]);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await once(child, 'close');
  assert.match(said, /^The data folder \S+ cannot be used \(EACCES at \S+PG_VERSION\)\.\n$/);
});

test('restarts a server that died, on the same port', async () => {
  copyCluster();
  const database = await open();
  process.kill(pidOf(), 'SIGKILL');
  for (let tries = 0; tries < 100; tries++) {
    const answer = await query(database.connectionString, 'select 1 as n').catch(() => null);
    if (answer && said.some((line) => /is back/.test(line))) break;
    await pause(200);
  }
  assert.deepEqual(await query(database.connectionString, 'select 1 as n'), [{ n: 1 }]);
  assert.ok(said.some((line) => /was lost/.test(line)));
  await database.release();
  assert.equal(existsSync(pidFile()), false);
});

test('restarts a server that died on its port, though another program had that for a while', async () => {
  copyCluster();
  const database = await open();
  const { port } = new URL(database.connectionString);
  process.kill(pidOf(), 'SIGKILL');
  const other = createServer((socket) => socket.destroy()).unref();
  await waitFor(async () => {
    other.listen(Number(port), '127.0.0.1');
    await once(other, 'listening');
    return true;
  });
  const log = (): string => readFileSync(path.join(folder, 'postgres-log', 'postgres.log'), 'utf8');
  await waitFor(async () => /could not bind/.test(log()));
  other.close();
  // Those who have the connection string, such as the pools of a service, must get in again.
  const isBack = waitFor(
    async () => (await query(database.connectionString, 'select 1')).length === 1,
  );
  await isBack.finally(() => database.release());
});

test('starts at the port of a server that died, which other processes still use', async () => {
  copyCluster();
  const database = await open();
  const child = spawn(process.execPath, ['--version']);
  await once(child, 'close');
  const entry = readFileSync(pidFile(), 'utf8');
  await database.release();
  // A pid file that a server left, whose process is gone.
  writeFileSync(pidFile(), entry.replace(/^\d+/, String(child.pid)));
  // And the lock of its socket, with a process ID that another program has by now.
  const { port } = new URL(database.connectionString);
  const lock = path.join(folder, 'postgres-socket', `.s.PGSQL.${port}.lock`);
  writeFileSync(lock, entry.replace(/^\d+/, String(process.pid)));
  const again = await open();
  assert.equal(again.connectionString, database.connectionString);
  await again.release();
});

/** Waits until an attempt succeeds. */
async function waitFor(attempt: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await attempt().catch(() => false)) return;
    await pause(200);
  }
  throw new Error(`It did not happen. ${said.join(' ')}`);
}

test('refuses a data folder of another major version', async () => {
  copyCluster();
  const first = await open();
  await first.release();
  writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '17\n');
  await assert.rejects(open(), (error) => {
    return error instanceof StartError && /PostgreSQL 17.*18.*DATABASE_URL/s.test(error.message);
  });
});

test('reports the reason and the end of the log if the server does not start', async () => {
  copyCluster();
  const first = await open();
  await first.release();
  rmSync(path.join(folder, 'postgres', 'global', 'pg_control'));
  await assert.rejects(open(), (error) => {
    return error instanceof StartError && /does not start.*pg_control/s.test(error.message);
  });
});

test('an interrupted initdb leaves no incomplete cluster', async () => {
  const database = await open();
  await database.release();
  const { readdirSync } = await import('node:fs');
  assert.deepEqual(readdirSync(folder).sort(), [
    'postgres',
    'postgres-log',
    'postgres-password',
    'postgres-socket',
  ]);
});

test('works under root in a folder that only root may enter', {
  skip: process.getuid?.() !== 0,
}, async () => {
  chmodSync(folder, 0o700);
  const database = await open();
  assert.deepEqual(await query(database.connectionString, 'select 1 as n'), [{ n: 1 }]);
  assert.ok(said.some((line) => /with the right to pass through/.test(line)));
  await database.release();
});

test('the capability also holds for programs that check access first, as pg_ctl does', {
  skip: process.getuid?.() !== 0,
}, async () => {
  chmodSync(folder, 0o700);
  const program = path.join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  const account = await selectOsAccount([folder], (line) => said.push(line));
  const result = await account.run('test', ['-x', program], { timeout: 5000, cwd: '/' });
  assert.equal(result.code, 0);
  const wrote = await account.run('touch', [path.join(folder, 'new')], { timeout: 5000, cwd: '/' });
  assert.notEqual(wrote.code, 0, 'no other right');
});
