import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../src/database/embedded/embedded.ts';
import { StandIn, type StandInOptions } from '../test/support/bridge/stand-in.ts';
import { Link } from '../test/support/link.ts';
import { freePorts } from '../test/support/ports.ts';
import { Disk } from './disk.ts';
import { keepSmall, Server } from './server.ts';
import { Replica } from './replica.ts';

export const adminToken = 'torture-admin-0123456789';
const replicaCount = 2;

interface Parts {
  /** All but the processes. */
  opened: AsyncDisposableStack;
  disk: Disk;
  database: EmbeddedDatabase;
  databaseLink: Link;
  front: Link;
  standIn: StandIn;
  standInOptions: StandInOptions;
  replicas: Replica[];
}

/**
 * All that is tortured: PostgreSQL on a disk of its own, two replicas of the service, the stand-in
 * of a bridge, and the links between them. Each is started again when it ends.
 */
export class House {
  readonly disk: Disk;
  readonly server: Server;
  /** Between the replicas and PostgreSQL. */
  readonly databaseLink: Link;
  /** Before the replicas. */
  readonly front: Link;
  readonly replicas: readonly Replica[];
  readonly #parts: Parts;
  #standIn: StandIn;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.disk = parts.disk;
    this.server = new Server(parts.database.connectionString, parts.disk.folder);
    this.databaseLink = parts.databaseLink;
    this.front = parts.front;
    this.replicas = parts.replicas;
    this.#standIn = parts.standIn;
  }

  static async open(seed: number, random: () => number): Promise<House> {
    // What was opened is closed again where the rest cannot be.
    await using opened = new AsyncDisposableStack();
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-torture-'));
    opened.defer(() => rmSync(folder, { recursive: true, force: true }));
    // The database's own account must pass.
    chmodSync(folder, 0o755);
    const disk = opened.adopt(new Disk(path.join(folder, 'disk')), (it) => it.remove());
    const database = opened.adopt(
      await openEmbeddedDatabase({ dataDir: disk.folder, say: () => undefined }),
      (it) => it.release(),
    );
    await keepSmall(database.connectionString);
    const databaseUrl = new URL(database.connectionString);
    const close = (link: Link): Promise<void> => link.close();
    const databaseLink = opened.adopt(
      await Link.open(0, [Number(databaseUrl.port)], random),
      close,
    );
    databaseUrl.port = String(databaseLink.port);
    const ports = await freePorts(replicaCount);
    const front = opened.adopt(await Link.open(0, ports, random), close);
    const publicUrl = `http://127.0.0.1:${front.port}`;
    const standInOptions = {
      signalUrl: `${publicUrl}/api/openportal/fetch_job/`,
      notificationUrl: `${publicUrl}/api/openportal/fetch_notification/`,
      rate: 1_000_000_000,
      invite: path.join(folder, 'invite.toml'),
      journal: path.join(folder, 'journal'),
      seed,
    };
    const standIn = await StandIn.start(standInOptions);
    const env = {
      DATABASE_URL: databaseUrl.href,
      GATEHOUSE_PUBLIC_URL: publicUrl,
      GATEHOUSE_ADMIN_TOKEN: adminToken,
      GATEHOUSE_BRIDGE_SWEEP_SECONDS: '5',
      GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '9999999',
      OPENPORTAL_CONFIG: standIn.invite,
    };
    const replicas = ports.map((port) => new Replica({ port, folder, env }));
    return new House({
      opened: opened.move(),
      disk,
      database,
      databaseLink,
      front,
      standIn,
      standInOptions: { ...standInOptions, port: standIn.port },
      replicas,
    });
  }

  /** Where the service is, whichever replica. */
  get url(): string {
    return `http://127.0.0.1:${this.front.port}`;
  }

  /** The one that runs now: killStandIn() replaces it. */
  get standIn(): StandIn {
    return this.#standIn;
  }

  /** What the stand-in was told, however often it was killed. */
  get journal(): string {
    return this.#parts.standInOptions.journal ?? '';
  }

  start(): void {
    for (const replica of this.replicas) replica.start();
  }

  /** SIGKILL; it has forgotten everything when it is back, as a real bridge has. */
  async killStandIn(): Promise<void> {
    await this.#standIn.kill();
    this.#standIn = await StandIn.start(this.#parts.standInOptions);
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await this.#standIn.stop();
    await this.#parts.opened.disposeAsync();
  }
}
