import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, type TestContext, test } from 'node:test';
import { SystemdNotifier } from '../../src/service/notify-systemd.ts';
import { findProgram } from '../support/find-program.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';
import { createTestDatabase } from '../support/test-database.ts';

/* With the real systemd-notify, and a socket in the place of systemd's. */

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-notify-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const listenScript = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print("listening", flush=True)
while True:
    print(s.recv(4096).decode().strip().replace("\\n", " "), flush=True)
`;

const isMissing = ['systemd-notify', 'python3'].some((name) => findProgram(name) === null);
const needsTools = { skip: isMissing && 'systemd-notify or python3 is not installed' };

/** Hears what systemd would; `next` waits for the next message. Barriers of the program are empty. */
async function listen(t: TestContext, name: string) {
  const socket = path.join(folder, name);
  const listener = spawn('python3', ['-c', listenScript, socket]);
  const lines = createInterface({ input: listener.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  // Timers of the notifier do not keep a process running.
  const keepRunning = setInterval(() => undefined, 1000);
  t.after(async () => {
    clearInterval(keepRunning);
    listener.kill();
    await once(listener, 'exit');
  });
  assert.equal(await next(), 'listening');
  const heard: string[] = [];
  const waitFor = async (word: string): Promise<void> => {
    do heard.push(await next());
    while (!heard.at(-1)?.includes(word));
  };
  return {
    heard,
    waitFor,
    env: { ...process.env, NOTIFY_SOCKET: socket, WATCHDOG_USEC: '300000' },
  };
}

test('systemd hears that the service is ready, goes on and stops', needsTools, async (t) => {
  const { heard, waitFor, env } = await listen(t, 'notify');
  const errors: unknown[] = [];
  const systemd = new SystemdNotifier({ env, onError: (error) => errors.push(error) });
  t.after(() => systemd.stop());
  await systemd.notifyReady();
  await waitFor('WATCHDOG=1');
  assert.match(heard.join(' '), /READY=1/);
  systemd.stop();
  await systemd.notifyStopping();
  await waitFor('STOPPING=1');
  assert.deepEqual(errors, []);
});

test('the watchdog hears nothing while the event loop stands still', needsTools, async (t) => {
  const { heard, waitFor, env } = await listen(t, 'stall');
  const systemd = new SystemdNotifier({ env, onError: () => undefined });
  t.after(() => systemd.stop());
  const say = (status: string) => execFileSync('systemd-notify', [`STATUS=${status}`], { env });
  await systemd.notifyReady();
  await waitFor('WATCHDOG=1');
  say('stands still');
  // Six times as long as between two messages.
  for (const end = performance.now() + 600; performance.now() < end; );
  say('goes on');
  await waitFor('STATUS=goes on');
  const during = heard.slice(heard.findIndex((line) => line.includes('STATUS=stands still')));
  // One may have been on its way.
  assert.ok(during.filter((line) => line.includes('WATCHDOG=1')).length <= 1, during.join('\n'));
  await waitFor('WATCHDOG=1');
});

test('`serve` says that it is ready, that it goes on, and that it stops', needsTools, async (t) => {
  const { heard, waitFor, env } = await listen(t, 'serve');
  const database = await createTestDatabase();
  t.after(() => database.close());
  const { NOTIFY_SOCKET, WATCHDOG_USEC } = env;
  const service = new GatehouseProcess(['serve'], {
    ...{ DATABASE_URL: database.url, NOTIFY_SOCKET, WATCHDOG_USEC, LOG_LEVEL: 'silent' },
  });
  t.after(() => service.stop('SIGKILL'));
  await waitFor('READY=1');
  const url = await service.waitUntilReady();
  assert.equal((await fetch(`${url}/health/ready`)).status, 200);
  for (let times = 0; times < 3; times++) await waitFor('WATCHDOG=1');
  assert.doesNotMatch(heard.join(' '), /STOPPING/);
  // Suspended it says nothing, and systemd would restart it.
  service.child.kill('SIGSTOP');
  execFileSync('systemd-notify', ['STATUS=suspended'], { env });
  await waitFor('STATUS=suspended');
  for (const end = performance.now() + 600; performance.now() < end; );
  execFileSync('systemd-notify', ['STATUS=goes on'], { env });
  const before = heard.length;
  await waitFor('STATUS=goes on');
  // One may have been on its way.
  const late = heard.slice(before).filter((line) => line.includes('WATCHDOG=1'));
  assert.ok(late.length <= 1, heard.slice(before).join('\n'));
  service.child.kill('SIGCONT');
  await waitFor('WATCHDOG=1');
  service.child.kill('SIGTERM');
  await waitFor('STOPPING=1');
  const { code, stderr } = await service.waitForExit();
  assert.deepEqual([code, stderr], [0, '']);
});

test('without systemd nothing is done', async () => {
  const systemd = new SystemdNotifier({
    env: { PATH: '' },
    onError: (error) => {
      throw error;
    },
  });
  await systemd.notifyReady();
  await systemd.notifyStopping();
  systemd.stop();
});
