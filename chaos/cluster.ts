import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type EmbeddedDatabase,
  openEmbeddedDatabase,
} from '../src/database/embedded/embedded-database.ts';
import { BridgeStandIn, type StandInOptions } from '../test/support/bridge/bridge-stand-in.ts';
import { WebhookReceiver } from '../test/support/webhooks/webhook-receiver.ts';
import { NetworkLink } from '../test/support/network-link.ts';
import { findFreePorts } from '../test/support/free-ports.ts';
import { toTcpUrl } from '../test/support/tcp-url.ts';
import { SmallDisk } from './small-disk.ts';
import { limitWalSize, PostgresControl } from './postgres-control.ts';
import { Replica } from './replica.ts';

export const adminToken = 'chaos-admin-0123456789';
const REPLICA_COUNT = 2;

interface ClusterParts {
  /** Everything but the processes. */
  resources: AsyncDisposableStack;
  disk: SmallDisk;
  database: EmbeddedDatabase;
  databaseLink: NetworkLink;
  serviceLink: NetworkLink;
  standIn: BridgeStandIn;
  standInOptions: StandInOptions;
  webhookReceiver: WebhookReceiver;
  replicas: Replica[];
}

/**
 * The system under test: PostgreSQL on a disk of its own, two replicas of the service, the stand-in of
 * a bridge, and the network links between them. Each process is started again when it ends.
 */
export class Cluster {
  readonly disk: SmallDisk;
  readonly postgres: PostgresControl;
  /** Between the replicas and PostgreSQL. */
  readonly databaseLink: NetworkLink;
  /** Between clients and the replicas. */
  readonly serviceLink: NetworkLink;
  readonly webhookReceiver: WebhookReceiver;
  readonly replicas: readonly Replica[];
  readonly #parts: ClusterParts;
  #standIn: BridgeStandIn;

  private constructor(parts: ClusterParts) {
    this.#parts = parts;
    this.disk = parts.disk;
    this.postgres = new PostgresControl(parts.database.connectionString, parts.disk.folder);
    this.databaseLink = parts.databaseLink;
    this.serviceLink = parts.serviceLink;
    this.webhookReceiver = parts.webhookReceiver;
    this.replicas = parts.replicas;
    this.#standIn = parts.standIn;
  }

  static async open(seed: number, random: () => number): Promise<Cluster> {
    // Closes what was opened where a later step fails.
    await using opened = new AsyncDisposableStack();
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-chaos-'));
    opened.defer(() => rmSync(folder, { recursive: true, force: true }));
    // The operating system account of the database must get in.
    chmodSync(folder, 0o755);
    const disk = opened.adopt(new SmallDisk(path.join(folder, 'disk')), (it) => it.unmount());
    const database = opened.adopt(
      await openEmbeddedDatabase({ dataDir: disk.folder, say: () => undefined }),
      (it) => it.release(),
    );
    await limitWalSize(database.connectionString);
    const databaseUrl = toTcpUrl(database.connectionString);
    const close = (link: NetworkLink): Promise<void> => link.close();
    const databaseLink = opened.adopt(
      await NetworkLink.open(0, [Number(databaseUrl.port)], random),
      close,
    );
    databaseUrl.port = String(databaseLink.port);
    const ports = await findFreePorts(REPLICA_COUNT);
    const serviceLink = opened.adopt(await NetworkLink.open(0, ports, random), close);
    const publicUrl = `http://127.0.0.1:${serviceLink.port}`;
    const standInOptions = {
      signalUrl: `${publicUrl}/api/openportal/fetch_job/`,
      notificationUrl: `${publicUrl}/api/openportal/fetch_notification/`,
      rate: 1_000_000_000,
      invite: path.join(folder, 'invite.toml'),
      journal: path.join(folder, 'journal'),
      portalMemory: path.join(folder, 'portal-memory.json'),
      seed,
    };
    const standIn = await BridgeStandIn.start(standInOptions);
    const webhookReceiver = opened.adopt(await WebhookReceiver.open(), (it) => it.kill());
    const env = {
      DATABASE_URL: databaseUrl.href,
      GATEHOUSE_PUBLIC_URL: publicUrl,
      GATEHOUSE_ADMIN_TOKEN: adminToken,
      GATEHOUSE_BRIDGE_SWEEP_SECONDS: '5',
      GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '9999999',
      GATEHOUSE_DRAIN_SECONDS: '5',
      OPENPORTAL_CONFIG: standIn.invite,
      GATEHOUSE_SECRET_KEY: 'chaos-0123456789abcdef0123456789',
      GATEHOUSE_WEBHOOK_NETWORKS: '127.0.0.1',
      GATEHOUSE_WEBHOOK_PORTS: new URL(webhookReceiver.url).port,
      GATEHOUSE_WEBHOOK_PLAIN_HTTP: 'true',
    };
    const replicas = ports.map((port) => new Replica({ port, folder, env }));
    return new Cluster({
      resources: opened.move(),
      disk,
      database,
      databaseLink,
      serviceLink,
      standIn,
      standInOptions: { ...standInOptions, port: standIn.port },
      webhookReceiver,
      replicas,
    });
  }

  /** The service's URL, of whichever replica. */
  get url(): string {
    return `http://127.0.0.1:${this.serviceLink.port}`;
  }

  /** The current stand-in; killStandIn() replaces it. */
  get standIn(): BridgeStandIn {
    return this.#standIn;
  }

  /** The stand-in's journal, which outlives it. */
  get journal(): string {
    return this.#parts.standInOptions.journal ?? '';
  }

  start(): void {
    for (const replica of this.replicas) replica.start();
  }

  /** SIGKILL; when it is back it has forgotten its jobs and virtual agents, as a real bridge has. */
  async killStandIn(): Promise<void> {
    await this.#standIn.kill();
    this.#standIn = await BridgeStandIn.start(this.#parts.standInOptions);
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await this.#standIn.stop();
    await this.#parts.resources.disposeAsync();
  }
}
