import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { withClient } from '../../test/support/with-client.ts';

/* A cluster of Patroni and etcd from Debian's packages, with Debian's PostgreSQL, on this machine. */

export interface PatroniOptions {
  /** Has its files; removed by the caller. */
  folder: string;
  /** `synchronous_mode` of Patroni. */
  isSynchronous: boolean;
  /** The folder of PostgreSQL's programs. */
  programs: string;
  /** The account that runs PostgreSQL, which refuses root. */
  account: { uid: number; gid: number };
}

interface Member {
  name: string;
  port: number;
  restPort: number;
  process: ChildProcess;
}

const MEMBERS = 3;
/** Short, so that a run takes a minute: Patroni's own are 30, 10 and 10. */
export const patroniTimes = { ttl: 20, loop_wait: 2, retry_timeout: 5 };
const MAX_WAIT_MS = 90_000;

export class PatroniCluster {
  readonly members: Member[] = [];
  readonly #options: PatroniOptions;
  #etcd: ChildProcess | null = null;

  constructor(options: PatroniOptions) {
    this.#options = options;
  }

  /** Resolves once there are a leader and streaming standbys, with an empty database `gatehouse`. */
  async start(): Promise<void> {
    const { folder, account } = this.#options;
    chmodSync(folder, 0o755);
    const [client = 0, peer = 0, ...ports] = await findFreePorts(2 + 2 * MEMBERS);
    const etcdUrl = `http://127.0.0.1:${client}`;
    const peerUrl = `http://127.0.0.1:${peer}`;
    this.#etcd = spawn(
      'etcd',
      [
        ...['--name', 'one', '--data-dir', path.join(folder, 'etcd')],
        ...['--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl],
        ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
        ...['--initial-cluster', `one=${peerUrl}`],
      ],
      { stdio: 'ignore' },
    );
    for (let index = 0; index < MEMBERS; index++) {
      const name = `member${index + 1}`;
      const home = path.join(folder, name);
      mkdirSync(home);
      chownSync(home, account.uid, account.gid);
      const [port = 0, restPort = 0] = ports.slice(2 * index);
      const file = path.join(home, 'patroni.json');
      // YAML, of which JSON is a part.
      writeFileSync(file, JSON.stringify(this.#configure(name, { port, restPort, client })));
      const child = spawn('patroni', [file], {
        stdio: 'ignore',
        ...account,
        env: { ...process.env, HOME: home },
      });
      this.members.push({ name, port, restPort, process: child });
    }
    await this.#waitFor((members) => {
      const running = members.filter(({ state }) => /^(running|streaming)$/.test(state));
      const hasStandby =
        !this.#options.isSynchronous || members.some(({ role }) => role === 'sync_standby');
      return running.length === MEMBERS && hasStandby;
    });
    const leader = await this.findLeader();
    await this.query(leader.port, 'create role gatehouse superuser login', 'postgres');
    await this.query(leader.port, 'create database gatehouse owner gatehouse', 'postgres');
  }

  #configure(name: string, at: { port: number; restPort: number; client: number }): object {
    const { folder, isSynchronous, programs } = this.#options;
    const rest = `127.0.0.1:${at.restPort}`;
    const address = `127.0.0.1:${at.port}`;
    return {
      scope: 'gatehouse',
      name,
      restapi: { listen: rest, connect_address: rest },
      etcd3: { hosts: `127.0.0.1:${at.client}` },
      bootstrap: {
        dcs: { ...patroniTimes, synchronous_mode: isSynchronous, postgresql: {} },
        initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, { 'auth-host': 'trust' }],
      },
      postgresql: {
        listen: address,
        connect_address: address,
        data_dir: path.join(folder, name, 'data'),
        bin_dir: programs,
        authentication: { superuser: { username: 'postgres' }, replication: { username: 'copy' } },
        parameters: { unix_socket_directories: path.join(folder, name), max_connections: 200 },
        pg_hba: ['local all all trust', 'host all all 127.0.0.1/32 trust'].concat(
          'host replication all 127.0.0.1/32 trust',
        ),
      },
    };
  }

  /** A connection string that names every member. */
  get url(): string {
    const hosts = this.members.map(({ port }) => `127.0.0.1:${port}`).join();
    return `postgres://gatehouse@${hosts}/gatehouse?target_session_attrs=read-write`;
  }

  async findLeader(): Promise<Member> {
    const members = await this.#readMembers();
    const leader = members.find(({ role, state }) => role === 'leader' && state === 'running');
    const found = this.members.find(({ name }) => name === leader?.name);
    if (found === undefined) throw new Error(`There is no leader: ${JSON.stringify(members)}`);
    return found;
  }

  /** Asks Patroni to make another member the leader; resolves when it says that this is done. */
  async switchOver(): Promise<void> {
    const leader = await this.findLeader();
    const reply = await fetch(`http://127.0.0.1:${leader.restPort}/switchover`, {
      method: 'POST',
      body: JSON.stringify({ leader: leader.name }),
    });
    if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
  }

  /** Resolves once Patroni has made another member the leader than this one. */
  async waitForLeaderOtherThan(name: string): Promise<void> {
    await this.#waitFor((members) =>
      members.some(
        ({ name: other, role, state }) =>
          other !== name && role === 'leader' && state === 'running',
      ),
    );
  }

  /** As where the machine of the leader fails: Patroni and all of PostgreSQL end at once. */
  async killLeader(): Promise<void> {
    const { name, process: patroni } = await this.findLeader();
    const pidFile = path.join(this.#options.folder, name, 'data', 'postmaster.pid');
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    patroni.kill('SIGKILL');
    for (const each of [pid, ...children.map(Number)]) killIfThere(each);
  }

  async query<Row extends object>(
    port: number,
    text: string,
    database = 'gatehouse',
  ): Promise<Row[]> {
    const user = database === 'postgres' ? 'postgres' : 'gatehouse';
    const connectionString = `postgres://${user}@127.0.0.1:${port}/${database}`;
    let rows: Row[] = [];
    await withClient({ connectionString }, async (client) => {
      ({ rows } = await client.query<Row>(text));
    });
    return rows;
  }

  async stop(): Promise<void> {
    const children = this.members.map((member) => member.process);
    // Patroni ends its PostgreSQL, and says so to etcd.
    await Promise.all(children.map((child) => end(child, 'SIGTERM')));
    if (this.#etcd !== null) await end(this.#etcd, 'SIGKILL');
  }

  async #readMembers(): Promise<{ name: string; role: string; state: string }[]> {
    for (const { restPort } of this.members) {
      const reply = await fetch(`http://127.0.0.1:${restPort}/cluster`).catch(() => null);
      if (reply?.ok) return ((await reply.json()) as { members: never[] }).members ?? [];
    }
    return [];
  }

  async #waitFor(
    isReached: (members: { name: string; role: string; state: string }[]) => boolean,
  ): Promise<void> {
    for (const end = Date.now() + MAX_WAIT_MS; Date.now() < end; await pause(200)) {
      if (isReached(await this.#readMembers())) return;
    }
    throw new Error(
      `Not within ${MAX_WAIT_MS / 1000} s: ${JSON.stringify(await this.#readMembers())}`,
    );
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
