import { performance } from 'node:perf_hooks';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { deliverOutbox, hasDueEntries } from '../outbox/deliver-outbox.ts';
import type { CommandContext } from '../openportal/execute-command.ts';
import { type LocalPortal, resolvePortalName } from '../service/portal-name.ts';
import { StartError } from '../errors/start-error.ts';
import { BridgeError, isOutage } from './bridge-error.ts';
import { fetchNotification, fetchPortalName, sendNotification } from './bridge-calls.ts';
import { BridgeClient } from './bridge-client.ts';
import type { Invite } from './invite-file.ts';
import { JobPipeline } from './job-pipeline.ts';
import { buildNotificationCommand, recordNotification } from './notifications.ts';
import { OfferingsSync } from './offerings-sync.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { type SignalResult, SignalHandler } from './signal-handler.ts';
import { ConnectionState } from './connection-state.ts';

export interface BridgeConnectionOptions {
  db: Kysely<Database>;
  /** The same database, for the queue's own connections. */
  connectionString: string;
  invite: Invite;
  clock: () => Date;
  portal: LocalPortal;
  /** The name that the settings insist on; null where the bridge may tell. */
  configuredPortal: string | null;
  sweepSeconds: number;
}

/** What the bridge's work needs once the service listens. */
export interface BridgeStartOptions {
  log: FastifyBaseLogger;
  projectUrl: (uuid: string) => string;
  projectPageUrl?: (uuid: string) => string;
}

const startTimeoutMs = 3000;
const deliveryIntervalMs = 1000;
const outagePauseMs = 5000;
/** How long the outbox is delivered under one lock, far below what a lock is held for at most. */
const maxDeliveryRunMs = 30_000;
/** How long a slow bridge may hold up our end. */
const shutdownTimeoutMs = 3000;

/**
 * The desk's side of one bridge: offerings told, jobs taken in, answered and posted, decisions
 * told, notifications recorded. Every replica runs one; what only one may do at a time is under
 * an advisory lock.
 */
export class BridgeConnection {
  readonly state: ConnectionState;
  readonly url: string;
  readonly #options: BridgeConnectionOptions;
  readonly #client: BridgeClient;
  readonly #jobPipeline: JobPipeline;
  readonly #offeringsSync: OfferingsSync;
  readonly #jobSignalHandler: SignalHandler;
  readonly #notificationSignalHandler: SignalHandler;
  readonly #sweepTask: PeriodicTask;
  readonly #deliveryTask: PeriodicTask;
  #startOptions: BridgeStartOptions | null = null;
  #isPortalNameKnown = false;
  #nextDeliveryTime = 0;
  #isStopping = false;

  constructor(options: BridgeConnectionOptions) {
    const { db, clock, invite, portal, connectionString, sweepSeconds } = options;
    this.#options = options;
    this.url = invite.url;
    this.state = new ConnectionState(clock, (isReachable) =>
      this.#onReachabilityChange(isReachable),
    );
    this.#client = new BridgeClient({
      invite,
      state: this.state,
      onVersion: () => this.#log?.info(...this.#describeConnection()),
    });
    const onError = (error: unknown): void => this.#onError(error);
    this.#jobPipeline = new JobPipeline({
      db,
      connectionString,
      clock,
      client: this.#client,
      inviteKey: invite.key,
      getContext: () => this.#createContext(),
      logFailure: (reference, error) => this.#log?.error({ err: error, reference }, 'a job failed'),
      onError,
    });
    this.#offeringsSync = new OfferingsSync({
      db,
      clock,
      client: this.#client,
      getPortal: () => portal.name,
      warn: (difference, words) => this.#log?.warn(difference, words),
    });
    this.#jobSignalHandler = new SignalHandler({
      isRecentlyStored: (id) => this.#jobPipeline.isRecentlyStored(id),
      isStored: (id) => this.#jobPipeline.isStored(id),
      fetchAndStore: (id) => this.#fetchAndStoreJob(id),
      fetchAll: () => this.#sweepTask.runSoon(),
    });
    this.#notificationSignalHandler = new SignalHandler({
      isStored: (id) => this.#isNotificationRecorded(id),
      fetchAndStore: (id) => this.#fetchAndStoreNotification(id),
      fetchAll: null,
    });
    const everyMs = sweepSeconds * 1000;
    this.#sweepTask = new PeriodicTask({
      intervalMs: everyMs,
      minGapMs: 1000,
      task: () => this.#fetchAllJobs(),
      onError,
    });
    this.#deliveryTask = new PeriodicTask({
      intervalMs: deliveryIntervalMs,
      minGapMs: deliveryIntervalMs,
      task: () => this.#syncAndDeliver(),
      onError,
    });
  }

  /**
   * Asks a bridge that is up for our name, before anything is listened to. Throws StartError
   * where that is not the name that awards are held under, or that is set.
   */
  async tryLearnPortalName(): Promise<void> {
    try {
      await this.#learnPortalName(startTimeoutMs);
    } catch (error) {
      // Down at start is no reason not to start.
      if (!(error instanceof BridgeError)) throw error;
    }
  }

  /** Makes ready to take signals, so that none comes too early. */
  async open(): Promise<void> {
    await this.#jobPipeline.open();
  }

  async start(start: BridgeStartOptions): Promise<void> {
    this.#startOptions = start;
    if (this.state.reachableSince !== null) start.log.info(...this.#describeConnection());
    else start.log.warn({ url: this.url }, this.state.lastError?.message ?? 'the bridge is lost');
    await this.#jobPipeline.start();
    this.#sweepTask.start();
    this.#deliveryTask.start();
  }

  /** Begins nothing new by itself, and waits no longer for a slow bridge; signals are still taken. */
  async beginShutdown(): Promise<void> {
    this.#isStopping = true;
    this.#client.abortCallsAfter(shutdownTimeoutMs);
    await Promise.all([
      this.#sweepTask.stop(),
      this.#deliveryTask.stop(),
      this.#jobPipeline.beginShutdown(),
    ]);
  }

  /** Ends what is under way; what is left is done after the next start or by another replica. */
  async stop(): Promise<void> {
    await Promise.all([this.beginShutdown(), this.#jobPipeline.stop()]);
  }

  /** Takes a signal of a job. Throws BridgeError where the bridge does not answer. */
  handleJobSignal(id: string, address: string): Promise<SignalResult> {
    return this.#jobSignalHandler.handleSignal(id, address);
  }

  /** Takes a signal of a notification. Throws BridgeError where the bridge does not answer. */
  handleNotificationSignal(id: string, address: string): Promise<SignalResult> {
    return this.#notificationSignalHandler.handleSignal(id, address);
  }

  #describeConnection(): [object, string] {
    const { signatureVersion } = this.state;
    return [{ url: this.url, signatureVersion }, 'the bridge believes our signature'];
  }

  get #log(): FastifyBaseLogger | undefined {
    return this.#startOptions?.log;
  }

  #createContext(): CommandContext {
    if (this.#startOptions === null) throw new Error('Nothing is worked on before the start.');
    const { db, clock, portal } = this.#options;
    const { log: _, ...urls } = this.#startOptions;
    return { db, clock, portal: portal.name, ...urls };
  }

  /** Learns our name from the bridge. Throws StartError where it cannot be ours. */
  async #learnPortalName(patienceMs?: number): Promise<void> {
    const { db, portal, configuredPortal: portalWanted } = this.#options;
    const name = await fetchPortalName(this.#client, patienceMs);
    if (this.#isPortalNameKnown && name === portal.name) return;
    this.#isPortalNameKnown = false;
    if (portalWanted !== null && portalWanted !== name) {
      throw new StartError(
        `GATEHOUSE_PORTAL is ${portalWanted}, but the bridge belongs to ${name}.`,
      );
    }
    portal.name = await resolvePortalName(db, name, 'The bridge belongs to');
    this.#isPortalNameKnown = true;
  }

  /** Once it has said who it is, a bridge that will not say so again is still asked for jobs. */
  async #refreshPortalName(): Promise<void> {
    const isKnown = this.#isPortalNameKnown;
    await this.#learnPortalName().catch((error: unknown) => {
      if (!(isKnown && error instanceof BridgeError)) throw error;
    });
  }

  async #fetchAndStoreJob(id: string): Promise<void> {
    if (!this.#isPortalNameKnown) await this.#learnPortalName();
    await this.#jobPipeline.fetchAndStoreJob(id);
  }

  async #fetchAndStoreNotification(id: string): Promise<void> {
    const notification = await fetchNotification(this.#client, id);
    await recordNotification(this.#options.db, notification, this.#options.clock().toISOString());
  }

  async #isNotificationRecorded(id: string): Promise<boolean> {
    const row = await this.#options.db
      .selectFrom('bridge_notification')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Every replica greets the bridge, so that each knows whether it can; one of them sweeps. */
  async #fetchAllJobs(): Promise<void> {
    await this.#refreshPortalName();
    await withAdvisoryLock(this.#options.db, 'sweep', async () => {
      // Jobs first: whatever else is wrong with a bridge, these have a deadline.
      await this.#jobPipeline.fetchAllJobs();
      if (await this.#offeringsSync.isBridgeOutdated()) await this.#offeringsSync.sync();
    });
  }

  async #syncAndDeliver(): Promise<void> {
    if (!this.#isPortalNameKnown || performance.now() < this.#nextDeliveryTime) return;
    try {
      await this.#syncOfferings();
      await this.#deliverOutbox();
    } catch (error) {
      this.#nextDeliveryTime = performance.now() + outagePauseMs;
      throw error;
    }
  }

  async #syncOfferings(): Promise<void> {
    if (!(await this.#offeringsSync.isSyncDue())) return;
    await withAdvisoryLock(this.#options.db, 'offerings', async () => {
      if (await this.#offeringsSync.isSyncDue()) await this.#offeringsSync.sync();
    });
  }

  async #deliverOutbox(): Promise<void> {
    const { db, clock } = this.#options;
    if (!(await hasDueEntries(db, clock().toISOString()))) return;
    await withAdvisoryLock(db, 'outbox', () => {
      const until = performance.now() + maxDeliveryRunMs;
      return deliverOutbox({
        db,
        clock,
        send: (entry) => sendNotification(this.#client, buildNotificationCommand(entry)),
        isOutage,
        shouldStop: () => this.#isStopping || performance.now() > until,
      });
    });
  }

  #onReachabilityChange(isReachable: boolean): void {
    if (isReachable) {
      this.#nextDeliveryTime = 0;
      this.#log?.info({ url: this.url }, 'the bridge is reachable');
    } else {
      this.#log?.warn({ url: this.url }, this.state.lastError?.message ?? 'the bridge is lost');
    }
  }

  #onError(error: unknown): void {
    // What the bridge did is in the view already, and in the log where it is news.
    if (error instanceof BridgeError) return;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof StartError) this.state.recordError(message);
    this.#log?.error({ err: error }, 'the connection to the bridge failed');
  }
}
