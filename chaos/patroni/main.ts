import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from '../../test/support/find-program.ts';
import { findFreePorts } from '../../test/support/free-ports.ts';
import type { GatehouseProcess } from '../../test/support/gatehouse-process.ts';
import { NetworkLink } from '../../test/support/network-link.ts';
import { findLostNotes, listAwardPaths, NoteLoad } from '../ha/note-load.ts';
import { startReplica, token, waitForNotes } from '../ha/run-ha.ts';
import { PatroniCluster, patroniTimes } from './patroni-cluster.ts';

/*
 * `npm run patroni`, as root on Debian with the packages patroni, etcd-server and postgresql: three
 * replicas on three members of Patroni, with synchronous_mode and without; under load the leader is
 * switched over, and then killed. Exits 1 if an acknowledged decision is lost with synchronous_mode,
 * and 2 where a program is missing.
 */
const LOAD_SECONDS = 5;

/** The newest of Debian's PostgreSQL. */
function findPostgresPrograms(): string | null {
  const config = findProgram('pg_config');
  const folder = config === null ? '' : execFileSync(config, ['--bindir'], { encoding: 'utf8' });
  const folders = [folder.trim(), ...[18, 17, 16, 15].map((v) => `/usr/lib/postgresql/${v}/bin`)];
  return folders.find((name) => existsSync(path.join(name, 'initdb'))) ?? null;
}

function findAccount(): { uid: number; gid: number } {
  const id = (option: string): number =>
    Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * Does something that ends with another leader, and returns the longest time without an acknowledged
 * decision until that leader has 50 of them; in seconds.
 */
async function measureLongestPause(
  load: NoteLoad,
  cluster: PatroniCluster,
  change: () => Promise<void>,
): Promise<number> {
  const { name } = await cluster.findLeader();
  let last = { at: performance.now(), count: load.acknowledgedCount };
  let longest = 0;
  const sampler = setInterval(() => {
    if (load.acknowledgedCount === last.count) return;
    longest = Math.max(longest, performance.now() - last.at);
    last = { at: performance.now(), count: load.acknowledgedCount };
  }, 10);
  try {
    await change();
    await cluster.waitForLeaderOtherThan(name);
    await waitForNotes(load);
  } finally {
    clearInterval(sampler);
  }
  return longest / 1000;
}

async function runPatroni(isSynchronous: boolean, programs: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-patroni-'));
  const cluster = new PatroniCluster({ folder, isSynchronous, programs, account: findAccount() });
  const ports = await findFreePorts(3);
  const balancer = await NetworkLink.open(0, ports);
  const url = `http://127.0.0.1:${balancer.port}`;
  const replicas: GatehouseProcess[] = [];
  try {
    await cluster.start();
    for (const [index, port] of ports.entries()) {
      replicas.push(await startReplica(port, url, cluster.url, { isFirst: index === 0 }));
    }
    const load = new NoteLoad(url, token, await listAwardPaths(url, token), { workers: 6 });
    await pause(LOAD_SECONDS * 1000);
    const beforeSwitch = load.acknowledgedCount;
    const secondsOfSwitch = await measureLongestPause(load, cluster, () => cluster.switchOver());
    await pause(LOAD_SECONDS * 1000);
    const beforeKill = load.acknowledgedCount;
    const secondsOfKill = await measureLongestPause(load, cluster, () => cluster.killLeader());
    const { acknowledged, failures } = await load.stop();
    const { port } = await cluster.findLeader();
    const lost = await findLostNotes((text) => cluster.query(port, text), acknowledged);
    console.log(
      `synchronous_mode ${isSynchronous ? 'on' : 'off'}: ${beforeSwitch} decisions acknowledged before the switchover, ` +
        `${beforeKill} before the kill, ${acknowledged.length} in all, ${lost.length} lost; the longest pause of ` +
        `decisions was ${secondsOfSwitch.toFixed(1)} s at the switchover and ${secondsOfKill.toFixed(1)} s at the kill`,
    );
    for (const [what, count] of failures) console.log(`  not acknowledged: ${count} × ${what}`);
    if (isSynchronous && lost.length > 0) process.exitCode = 1;
  } finally {
    await Promise.all(replicas.map((replica) => replica.stop('SIGKILL')));
    await balancer.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const programs = findPostgresPrograms();
const missing = ['patroni', 'etcd'].filter((name) => findProgram(name) === null);
if (programs === null || missing.length > 0) {
  console.log(
    `Not installed: ${[...missing, ...(programs === null ? ['postgresql'] : [])].join()}`,
  );
  process.exitCode = 2;
} else {
  console.log(`${programs}, ${JSON.stringify(patroniTimes)}`);
  for (const isSynchronous of [true, false]) await runPatroni(isSynchronous, programs);
}
