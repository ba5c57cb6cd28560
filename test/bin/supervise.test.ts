import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { findFreePort, waitUntil } from '../support/connected-service.ts';
import { GatehouseProcess, projectRoot } from '../support/gatehouse-process.ts';
import { isProcessAlive } from '../support/process-alive.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* Issue 18, points 1 and 7: what ends the service, and what starts it again. */

const token = 'supervised-0123456789';
const planted = path.join(projectRoot, 'test', 'support', 'throw-on-signal.ts');
let database: TestDatabase;
let port: number;
const running = new Set<ChildProcess>();

before(async () => {
  database = await createTestDatabase();
});
after(async () => {
  await GatehouseProcess.stopAll();
  await database.close();
});
beforeEach(async () => {
  port = await findFreePort();
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  await waitUntil(async () => !(await isReady()));
});

const createEnv = () => ({
  DATABASE_URL: database.url,
  PORT: String(port),
  LOG_LEVEL: 'info',
  GATEHOUSE_ADMIN_TOKEN: token,
  GATEHOUSE_DRAIN_SECONDS: '4',
  NODE_OPTIONS: `--import=${planted}`,
});

/** A launcher of the service, with what it prints. */
function launch(program: string, args: string[], env: Record<string, string> = {}) {
  const { GATEHOUSE_TEST_SERVER: _, ...inherited } = process.env;
  const child = spawn(program, args, {
    cwd: projectRoot,
    env: { ...inherited, ...createEnv(), ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const launched = { child, output: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      launched.output += chunk;
    });
  }
  return launched;
}

const launchService = () => launch('node', ['bin/gatehouse.mjs', 'serve']);

/** The same launcher with a small program in place of the service, where only the launcher is tested. */
const launchSmallProgram = (env: Record<string, string> = {}) =>
  launch('node', [path.join(projectRoot, 'test', 'support', 'supervise-small-program.mjs')], env);

async function isReady(): Promise<boolean> {
  const reply = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
  return reply?.status === 200;
}

/** The process that listens, by its log. */
function findServicePid({ output }: { output: string }): number {
  const pids = [...output.matchAll(/"pid":(\d+)/g)].map(([, pid]) => Number(pid));
  return pids.at(-1) as number;
}

describe('the launcher', () => {
  test('starts the service again when it was killed, says so, and ends with it', async () => {
    const launched = launchService();
    await waitUntil(isReady, 60);
    process.kill(findServicePid(launched), 'SIGKILL');
    await waitUntil(() => /ended by SIGKILL; it is started again in 1 s\./.test(launched.output));
    await waitUntil(isReady, 60);
    launched.child.kill('SIGTERM');
    const [code] = await once(launched.child, 'close');
    assert.equal(code, 0);
    assert.equal(await isReady(), false);
  });

  test('waits longer each time, though the clock jumps ahead meanwhile', async () => {
    const clockFile = path.join(mkdtempSync(path.join(tmpdir(), 'gatehouse-clock-')), 'clock');
    const clock = path.join(projectRoot, 'chaos', 'jumping-clock.ts');
    const NODE_OPTIONS = `--import=${planted} --import=${clock}`;
    const launched = launchSmallProgram({ NODE_OPTIONS, CHAOS_CLOCK: clockFile });
    await waitUntil(isReady, 60);
    process.kill(findServicePid(launched), 'SIGKILL');
    await waitUntil(() => /it is started again in 1 s\./.test(launched.output));
    await waitUntil(isReady, 60);
    writeFileSync(clockFile, '90000');
    await waitUntil(async () => {
      await fetch(`http://127.0.0.1:${port}/health/live`);
      const [, time] = /"time":(\d+)[^\n]*\n$/.exec(launched.output) ?? [];
      return Number(time) > Date.now() + 80_000_000;
    });
    process.kill(findServicePid(launched), 'SIGKILL');
    await waitUntil(() => /it is started again in 2 s\./.test(launched.output));
    rmSync(path.dirname(clockFile), { recursive: true });
  });

  test('starts it again after an error that nobody caught', async () => {
    const launched = launchService();
    await waitUntil(isReady, 60);
    const first = findServicePid(launched);
    process.kill(first, 'SIGUSR2');
    await waitUntil(() => /ended with exit code 70; it is started/.test(launched.output), 30);
    await waitUntil(isReady, 60);
    assert.notEqual(findServicePid(launched), first);
    assert.match(launched.output, /"level":60.*planted fault.*an error was not caught/);
  });

  test("does not repeat an operator's mistake", async () => {
    const launched = launch('node', ['bin/gatehouse.mjs', 'serve'], { PORT: 'x' });
    const [code] = await once(launched.child, 'close');
    assert.equal(code, 1);
    assert.equal(launched.output, 'gatehouse: PORT must be a port number from 0 to 65535.\n');
  });

  for (const [who, start, startNext] of [
    ['the launcher', launchService, launchSmallProgram],
    ['npm', () => launch('npm', ['start']), launchService],
  ] as const) {
    test(`that is killed ends the service: ${who}`, async () => {
      const launched = start();
      await waitUntil(isReady, 60);
      const service = findServicePid(launched);
      launched.child.kill('SIGKILL');
      await waitUntil(() => !isProcessAlive(service), 30);
      const next = startNext();
      await waitUntil(isReady, 60);
      next.child.kill('SIGTERM');
      await once(next.child, 'close');
    });
  }
});

describe('requests under way', () => {
  /** Starts a reply of several megabytes and reads no more than its beginning. */
  async function beginExport(): Promise<{ socket: Socket; read: () => Promise<string> }> {
    const socket = createConnection(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      socket.pause();
    });
    socket.write(
      `GET /api/openportal-managed-project-audit/export/ HTTP/1.1\r\nHost: x\r\nAuthorization: Token ${token}\r\nConnection: close\r\n\r\n`,
    );
    await waitUntil(() => text !== '');
    const read = async (): Promise<string> => {
      const closed = once(socket, 'close');
      socket.removeAllListeners('data');
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.resume();
      await closed;
      return text;
    };
    return { socket, read };
  }

  before(async () => {
    await sql`insert into audit_entry
        (identifier, destination, "timestamp", event_type, action, performed_by, note)
      select 'p' || n || '.ukri', 'many', now(), 'note_added', 'note_added', id, repeat('x', 2000)
      from person, generate_series(1, 8000) n where is_robot`.execute(database.db);
  });

  for (const [cause, signal, expected] of [
    ['SIGTERM', 'SIGTERM', 0],
    ['an error that nobody caught', 'SIGUSR2', 70],
  ] as const) {
    test(`finish after ${cause}, and nothing new begins`, async () => {
      const service = new GatehouseProcess(['serve'], createEnv());
      await service.waitUntilReady();
      const { read } = await beginExport();
      service.child.kill(signal);
      await waitUntil(async () => !(await isReady()));
      const text = await read();
      assert.match(text, /^HTTP\/1\.1 200/);
      // The last chunk of the transfer: the reply is whole.
      assert.match(text, /p8000\.ukri,[^\n]*\r\n\r\n0\r\n\r\n$/);
      assert.equal((await service.waitForExit()).code, expected);
    });
  }

  test('that nobody reads do not outlast the drain', async () => {
    const service = new GatehouseProcess(['serve'], createEnv());
    await service.waitUntilReady();
    const { socket } = await beginExport();
    service.child.kill('SIGTERM');
    assert.equal((await service.waitForExit()).code, 0);
    socket.destroy();
  });
});
