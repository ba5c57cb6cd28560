import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { SystemdNotifier } from '../../src/service/notify-systemd.ts';
import { findProgram } from '../support/find-program.ts';

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

test('systemd hears that the service is ready, goes on and stops', {
  skip: isMissing && 'systemd-notify or python3 is not installed',
}, async () => {
  const socket = path.join(folder, 'notify');
  const listener = spawn('python3', ['-c', listenScript, socket]);
  const lines = createInterface({ input: listener.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const errors: unknown[] = [];
  const env = { ...process.env, NOTIFY_SOCKET: socket, WATCHDOG_USEC: '300000' };
  const systemd = new SystemdNotifier({ env, onError: (error) => errors.push(error) });
  // Timers of the notifier do not keep a process running.
  const keepRunning = setInterval(() => undefined, 1000);
  try {
    assert.equal(await next(), 'listening');
    await systemd.notifyReady();
    // Barriers of the program itself are empty messages.
    const heard: string[] = [];
    while (!heard.some((line) => line.includes('WATCHDOG=1'))) heard.push(await next());
    assert.match(heard.join(' '), /READY=1/);
    systemd.stop();
    await systemd.notifyStopping();
    while (!heard.some((line) => line.includes('STOPPING=1'))) heard.push(await next());
    assert.deepEqual(errors, []);
  } finally {
    systemd.stop();
    clearInterval(keepRunning);
    listener.kill();
    await once(listener, 'exit');
  }
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
