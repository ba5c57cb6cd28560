import { type Kysely, sql } from 'kysely';
import { findActiveCredentials } from '../access/authentication.ts';
import type { AppContext } from '../http/app-context.ts';
import { type Caller, canReadEverything } from '../http/caller.ts';
import { visibleAwardsSql } from '../access/visibility-sql.ts';
import type { Database } from '../database/schema.ts';
import { AuditPoller } from './audit-poller.ts';
import type { ChangedAward } from './audit-tail.ts';

/** A listener's connection. */
export interface EventSink {
  /** false where the reader is too slow. */
  write(text: string): boolean;
  end(): void;
}

interface EventListenerEntry {
  caller: Caller;
  send(text: string): void;
  /** May be called more than once. */
  end(): void;
}

const maxListeners = 1000;
/** Enough for windows in several browsers, not for a program that never closes its streams. */
const maxListenersPerPerson = 20;
/** Then the browser connects again, and is authenticated again. */
const streamLifetimeMs = 5 * 60_000;
const heartbeatIntervalMs = 15_000;
/** Queries at a time, so that many listeners leave connections for requests. */
const maxConcurrentQueries = 4;

/** The event streams of this process. Each person gets the awards that they may see. */
export class EventListeners {
  readonly #db: Kysely<Database>;
  readonly #onError: (error: unknown) => void;
  readonly #poller: AuditPoller;
  readonly #listeners = new Set<EventListenerEntry>();
  readonly #clock: () => Date;
  readonly #limits: Pick<AppContext, 'tokenOwnerDays' | 'sessionLimits'>;
  #heartbeatTimer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(
    context: Pick<AppContext, 'db' | 'clock' | 'tokenOwnerDays' | 'sessionLimits'>,
    onError: (error: unknown) => void,
  ) {
    const { db, clock } = context;
    this.#db = db;
    this.#clock = clock;
    this.#limits = context;
    this.#onError = onError;
    this.#poller = new AuditPoller({ db, onError, onChange: (awards) => this.#sendToAll(awards) });
  }

  get isFull(): boolean {
    return this.#isClosed || this.#listeners.size >= maxListeners;
  }

  /** Whether this person has as many streams as one may have. */
  isFullFor({ personId }: Pick<Caller, 'personId'>): boolean {
    let count = 0;
    for (const { caller } of this.#listeners) if (caller.personId === personId) count += 1;
    return count >= maxListenersPerPerson;
  }

  /** Adds a listener. Returns a function that ends it, which may be called more than once. */
  add(caller: Caller, sink: EventSink): () => void {
    const listener = this.#createListener(sink, caller);
    this.#listeners.add(listener);
    this.#heartbeatTimer ??= setInterval(() => void this.#sendHeartbeat(), heartbeatIntervalMs);
    this.#poller.start().then(
      // Only now: nothing that happens after `hello` is missed.
      () => listener.send(formatEvent('hello', { now: this.#clock().toISOString() })),
      (error: unknown) => {
        this.#onError(error);
        listener.end();
      },
    );
    return listener.end;
  }

  /** Ends all streams, so that the server can stop. */
  close(): void {
    this.#isClosed = true;
    for (const { end } of this.#listeners) end();
  }

  #stopPolling(): void {
    this.#poller.stop();
    if (this.#heartbeatTimer !== null) clearInterval(this.#heartbeatTimer);
    this.#heartbeatTimer = null;
  }

  #createListener(sink: EventSink, caller: Caller): EventListenerEntry {
    const end = (): void => {
      clearTimeout(life);
      if (!this.#listeners.delete(listener)) return;
      sink.end();
      if (this.#listeners.size === 0) this.#stopPolling();
    };
    const send = (text: string): void => {
      if (this.#listeners.has(listener) && !sink.write(text)) end();
    };
    const life = setTimeout(end, streamLifetimeMs);
    const listener = { caller, send, end };
    return listener;
  }

  /**
   * Ends the streams of people who were signed out, revoked or deactivated, and updates the rights of
   * the others.
   */
  async #refreshCredentials(): Promise<void> {
    const all = [...this.#listeners];
    const uuids = [...new Set(all.map(({ caller }) => caller.credential.uuid))];
    const active = await findActiveCredentials(this.#db, uuids, this.#clock(), this.#limits);
    for (const listener of all) {
      const rights = active.get(listener.caller.credential.uuid);
      if (rights === undefined) listener.end();
      else listener.caller = { ...listener.caller, ...rights };
    }
  }

  async #sendHeartbeat(): Promise<void> {
    try {
      await this.#refreshCredentials();
    } catch {
      // Without a database there are no events either; rights are checked again before the next one.
    }
    // An event, not a comment: pages notice by it that a connection went silent.
    for (const { send } of this.#listeners) send(formatEvent('heartbeat', {}));
  }

  /** One query for each person, however many streams they have. */
  async #sendToAll(awards: ChangedAward[]): Promise<void> {
    try {
      await this.#refreshCredentials();
    } catch (error) {
      this.#onError(error);
      // These changes are not reported again; a reader that connects again knows that it missed some.
      for (const { end } of this.#listeners) end();
      return;
    }
    const all = formatEvent('awards', { awards });
    const others: EventListenerEntry[] = [];
    for (const listener of this.#listeners) {
      if (canReadEverything(listener.caller)) listener.send(all);
      else others.push(listener);
    }
    const people = Map.groupBy(others, ({ caller }) => caller.personId).values();
    // The workers share one iterator.
    const sendToPeople = async (): Promise<void> => {
      for (const streams of people) await this.#sendVisible(streams, awards);
    };
    await Promise.all(Array.from({ length: maxConcurrentQueries }, sendToPeople));
  }

  async #sendVisible(streams: EventListenerEntry[], awards: ChangedAward[]): Promise<void> {
    const [first] = streams;
    if (first === undefined) return;
    try {
      const visible = await this.#loadVisibleAwards(first.caller, awards);
      if (visible.length === 0) return;
      const text = formatEvent('awards', { awards: visible });
      for (const { send } of streams) send(text);
    } catch (error) {
      this.#onError(error);
      // A reader that connects again knows that it may have missed something.
      for (const { end } of streams) end();
    }
  }

  async #loadVisibleAwards(caller: Caller, awards: ChangedAward[]): Promise<ChangedAward[]> {
    const names = sql.join(
      awards.map(({ identifier, destination }) => sql`(${identifier}, ${destination})`),
    );
    return this.#db
      .selectFrom('managed_project')
      .select(['identifier', 'destination'])
      .where(sql<boolean>`(identifier, destination) in (${names})`)
      .where(visibleAwardsSql(caller))
      .execute();
  }
}

function formatEvent(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
