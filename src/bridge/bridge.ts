import { performance } from 'node:perf_hooks';
import type { FastifyBaseLogger } from 'fastify';
import type { Kysely } from 'kysely';
import { whileHolding } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { deliverOutbox, isAnythingDue } from '../delivery/deliver.ts';
import type { AnswerDesk } from '../openportal/instructions.ts';
import { type OurPortal, settlePortalName } from '../service/portal-name.ts';
import { StartError } from '../start-error.ts';
import { BridgeError, isOutage } from './bridge-error.ts';
import { fetchNotification, getPortal, notify } from './calls.ts';
import { BridgeClient } from './client.ts';
import type { Invite } from './invite.ts';
import { Jobs } from './jobs.ts';
import { notificationCommand, recordNotification } from './notifications.ts';
import { Offerings } from './offerings.ts';
import { Repeat } from './repeat.ts';
import { type SignalResult, Signals } from './signals.ts';
import { BridgeView } from './view.ts';

export interface BridgeOptions {
  db: Kysely<Database>;
  /** The same database, for the queue's own connections. */
  connectionString: string;
  invite: Invite;
  clock: () => Date;
  portal: OurPortal;
  /** The name that the settings insist on; null where the bridge may tell. */
  portalWanted: string | null;
  sweepSeconds: number;
}

/** What the bridge's work needs once the service listens. */
export interface BridgeStart {
  log: FastifyBaseLogger;
  projectUrl: (uuid: string) => string;
}

const startPatienceMs = 3000;
const tickMs = 1000;
const outagePauseMs = 5000;
/** How long the outbox is delivered under one lock, far below what a lock is held for at most. */
const deliveryMs = 30_000;
/** How long a slow bridge may hold up our end. */
const lastCallsMs = 3000;

/**
 * The desk's side of one bridge: offerings told, jobs taken in, answered and posted, decisions
 * told, notifications recorded. Every replica runs one; what only one may do at a time is under
 * an advisory lock.
 */
export class Bridge {
  readonly view: BridgeView;
  readonly url: string;
  readonly #options: BridgeOptions;
  readonly #client: BridgeClient;
  readonly #jobs: Jobs;
  readonly #offerings: Offerings;
  readonly #jobSignals: Signals;
  readonly #notificationSignals: Signals;
  readonly #sweep: Repeat;
  readonly #tick: Repeat;
  #started: BridgeStart | null = null;
  #isIntroduced = false;
  #deliverAfter = 0;
  #isStopping = false;

  constructor(options: BridgeOptions) {
    const { db, clock, invite, portal, connectionString, sweepSeconds } = options;
    this.#options = options;
    this.url = invite.url;
    this.view = new BridgeView(clock, (isReachable) => this.#onChange(isReachable));
    this.#client = new BridgeClient({
      invite,
      view: this.view,
      onVersion: () => this.#log?.info(...this.#greeting()),
    });
    const onError = (error: unknown): void => this.#onError(error);
    this.#jobs = new Jobs({
      db,
      connectionString,
      clock,
      client: this.#client,
      key: invite.key,
      desk: () => this.#desk(),
      log: (reference, error) => this.#log?.error({ err: error, reference }, 'a job failed'),
      onError,
    });
    this.#offerings = new Offerings({
      db,
      clock,
      client: this.#client,
      portal: () => portal.name,
      warn: (difference, words) => this.#log?.warn(difference, words),
    });
    this.#jobSignals = new Signals({
      isRemembered: (id) => this.#jobs.remembers(id),
      isStored: (id) => this.#jobs.holds(id),
      fetchAndStore: (id) => this.#takeJob(id),
      sweep: () => this.#sweep.soon(),
    });
    this.#notificationSignals = new Signals({
      isStored: (id) => this.#isRecorded(id),
      fetchAndStore: (id) => this.#takeNotification(id),
      sweep: null,
    });
    const everyMs = sweepSeconds * 1000;
    this.#sweep = new Repeat({ everyMs, gapMs: 1000, task: () => this.#sweepOnce(), onError });
    this.#tick = new Repeat({
      everyMs: tickMs,
      gapMs: tickMs,
      task: () => this.#tickOnce(),
      onError,
    });
  }

  /**
   * Asks a bridge that is up for our name, before anything is listened to. Throws StartError
   * where that is not the name that awards are held under, or that is set.
   */
  async meet(): Promise<void> {
    try {
      await this.#introduce(startPatienceMs);
    } catch (error) {
      // Down at start is no reason not to start.
      if (!(error instanceof BridgeError)) throw error;
    }
  }

  /** Makes ready to take signals, so that none comes too early. */
  async open(): Promise<void> {
    await this.#jobs.open();
  }

  async start(start: BridgeStart): Promise<void> {
    this.#started = start;
    if (this.view.reachableSince !== null) start.log.info(...this.#greeting());
    else start.log.warn({ url: this.url }, this.view.lastError?.message ?? 'the bridge is lost');
    await this.#jobs.start();
    this.#sweep.start();
    this.#tick.start();
  }

  /** Begins nothing new by itself, and waits no longer for a slow bridge; signals are still taken. */
  async windDown(): Promise<void> {
    this.#isStopping = true;
    this.#client.hurry(lastCallsMs);
    await Promise.all([this.#sweep.stop(), this.#tick.stop(), this.#jobs.windDown()]);
  }

  /** Ends what is under way; what is left is done after the next start or by another replica. */
  async stop(): Promise<void> {
    await Promise.all([this.windDown(), this.#jobs.stop()]);
  }

  /** Takes a signal of a job. Throws BridgeError where the bridge does not answer. */
  signalJob(id: string, address: string): Promise<SignalResult> {
    return this.#jobSignals.take(id, address);
  }

  /** Takes a signal of a notification. Throws BridgeError where the bridge does not answer. */
  signalNotification(id: string, address: string): Promise<SignalResult> {
    return this.#notificationSignals.take(id, address);
  }

  #greeting(): [object, string] {
    const { signatureVersion } = this.view;
    return [{ url: this.url, signatureVersion }, 'the bridge believes our signature'];
  }

  get #log(): FastifyBaseLogger | undefined {
    return this.#started?.log;
  }

  #desk(): AnswerDesk {
    if (this.#started === null) throw new Error('Nothing is worked on before the start.');
    const { db, clock, portal } = this.#options;
    return { db, clock, portal: portal.name, projectUrl: this.#started.projectUrl };
  }

  /** Learns our name from the bridge. Throws StartError where it cannot be ours. */
  async #introduce(patienceMs?: number): Promise<void> {
    const { db, portal, portalWanted } = this.#options;
    const name = await getPortal(this.#client, patienceMs);
    if (this.#isIntroduced && name === portal.name) return;
    this.#isIntroduced = false;
    if (portalWanted !== null && portalWanted !== name) {
      throw new StartError(
        `GATEHOUSE_PORTAL is ${portalWanted}, but the bridge belongs to ${name}.`,
      );
    }
    portal.name = await settlePortalName(db, name, 'The bridge belongs to');
    this.#isIntroduced = true;
  }

  /** Once it has said who it is, a bridge that will not say so again is still asked for jobs. */
  async #greet(): Promise<void> {
    const isKnown = this.#isIntroduced;
    await this.#introduce().catch((error: unknown) => {
      if (!(isKnown && error instanceof BridgeError)) throw error;
    });
  }

  async #takeJob(id: string): Promise<void> {
    if (!this.#isIntroduced) await this.#introduce();
    await this.#jobs.take(id);
  }

  async #takeNotification(id: string): Promise<void> {
    const notification = await fetchNotification(this.#client, id);
    await recordNotification(this.#options.db, notification, this.#options.clock().toISOString());
  }

  async #isRecorded(id: string): Promise<boolean> {
    const row = await this.#options.db
      .selectFrom('bridge_notification')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Every replica greets the bridge, so that each knows whether it can; one of them sweeps. */
  async #sweepOnce(): Promise<void> {
    await this.#greet();
    await whileHolding(this.#options.db, 'sweep', async () => {
      // Jobs first: whatever else is wrong with a bridge, these have a deadline.
      await this.#jobs.sweep();
      if (await this.#offerings.areForgotten()) await this.#offerings.sync();
    });
  }

  async #tickOnce(): Promise<void> {
    if (!this.#isIntroduced || performance.now() < this.#deliverAfter) return;
    try {
      await this.#syncOfferings();
      await this.#deliver();
    } catch (error) {
      this.#deliverAfter = performance.now() + outagePauseMs;
      throw error;
    }
  }

  async #syncOfferings(): Promise<void> {
    if (!(await this.#offerings.areDue())) return;
    await whileHolding(this.#options.db, 'offerings', async () => {
      if (await this.#offerings.areDue()) await this.#offerings.sync();
    });
  }

  async #deliver(): Promise<void> {
    const { db, clock } = this.#options;
    if (!(await isAnythingDue(db, clock().toISOString()))) return;
    await whileHolding(db, 'outbox', () => {
      const until = performance.now() + deliveryMs;
      return deliverOutbox({
        db,
        clock,
        send: (entry) => notify(this.#client, notificationCommand(entry)),
        isOutage,
        isOver: () => this.#isStopping || performance.now() > until,
      });
    });
  }

  #onChange(isReachable: boolean): void {
    if (isReachable) {
      this.#deliverAfter = 0;
      this.#log?.info({ url: this.url }, 'the bridge is reachable');
    } else {
      this.#log?.warn({ url: this.url }, this.view.lastError?.message ?? 'the bridge is lost');
    }
  }

  #onError(error: unknown): void {
    // What the bridge did is in the view already, and in the log where it is news.
    if (error instanceof BridgeError) return;
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof StartError) this.view.failed(message);
    this.#log?.error({ err: error }, 'the connection to the bridge failed');
  }
}
