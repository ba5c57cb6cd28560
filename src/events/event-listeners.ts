import { type Kysely, sql } from 'kysely';
import { findActiveCredentials } from '../access/authentication.ts';
import { type Caller, canReadEverything } from '../http/caller.ts';
import { visibleAwardsSql } from '../access/visibility-sql.ts';
import type { Database } from '../database/schema.ts';
import { AuditPoller } from './audit-poller.ts';
import type { ChangedAward } from './audit-tail.ts';

/** Where a listener's events are written. */
export interface EventSink {
  /** false where the reader is too slow to be kept. */
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
/** Of one person: windows in several browsers, not a program that forgets what it opened. */
const maxListenersPerPerson = 20;
/** Then the browser connects again, and is asked again who it is. */
const streamLifetimeMs = 5 * 60_000;
const heartbeatIntervalMs = 15_000;
/** Queries at a time, so that many listeners leave connections for requests. */
const maxConcurrentQueries = 4;

/** Everybody who listens to this process, told of what they may see. */
export class EventListeners {
  readonly #db: Kysely<Database>;
  readonly #onError: (error: unknown) => void;
  readonly #poller: AuditPoller;
  readonly #listeners = new Set<EventListenerEntry>();
  readonly #clock: () => Date;
  #heartbeatTimer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(db: Kysely<Database>, clock: () => Date, onError: (error: unknown) => void) {
    this.#db = db;
    this.#clock = clock;
    this.#onError = onError;
    this.#poller = new AuditPoller({ db, onError, onChange: (awards) => this.#sendToAll(awards) });
  }

  get isFull(): boolean {
    return this.#isClosed || this.#listeners.size >= maxListeners;
  }

  /** Whether this person listens as often as one may. */
  isFullFor({ personId }: Pick<Caller, 'personId'>): boolean {
    let theirs = 0;
    for (const { caller } of this.#listeners) if (caller.personId === personId) theirs += 1;
    return theirs >= maxListenersPerPerson;
  }

  /** Adds a listener. Returns what ends it, which may be called more than once. */
  add(caller: Caller, sink: EventSink): () => void {
    const listener = this.#createListener(sink, caller);
    this.#listeners.add(listener);
    this.#heartbeatTimer ??= setInterval(() => void this.#sendHeartbeat(), heartbeatIntervalMs);
    this.#poller.start().then(
      // Not before: nothing that happens after `hello` is missed.
      () => listener.send(formatEvent('hello', { now: this.#clock().toISOString() })),
      (error: unknown) => {
        this.#onError(error);
        listener.end();
      },
    );
    return listener.end;
  }

  /** Ends all of them, so that the server can stop. */
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
   * Whoever is signed out, revoked or deactivated by now hears nothing more; whoever lost a right
   * hears what is left to them.
   */
  async #refreshCredentials(): Promise<void> {
    const all = [...this.#listeners];
    const uuids = [...new Set(all.map(({ caller }) => caller.credential.uuid))];
    const open = await findActiveCredentials(this.#db, uuids, this.#clock());
    for (const listener of all) {
      const rights = open.get(listener.caller.credential.uuid);
      if (rights === undefined) listener.end();
      else listener.caller = { ...listener.caller, ...rights };
    }
  }

  async #sendHeartbeat(): Promise<void> {
    try {
      await this.#refreshCredentials();
    } catch {
      // Without a database there is nothing to tell either; the look-up before news is repeated.
    }
    for (const { send: tell } of this.#listeners) tell(': still there\n\n');
  }

  /** One look-up a person, however many windows they have open. */
  async #sendToAll(awards: ChangedAward[]): Promise<void> {
    try {
      await this.#refreshCredentials();
    } catch (error) {
      this.#onError(error);
      // What is known to be new is not told again: they connect again, and know that they missed it.
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
    const tellPeople = async (): Promise<void> => {
      for (const windows of people) await this.#sendVisible(windows, awards);
    };
    await Promise.all(Array.from({ length: maxConcurrentQueries }, tellPeople));
  }

  async #sendVisible(windows: EventListenerEntry[], awards: ChangedAward[]): Promise<void> {
    const [first] = windows;
    if (first === undefined) return;
    try {
      const visible = await this.#loadVisibleAwards(first.caller, awards);
      if (visible.length === 0) return;
      const text = formatEvent('awards', { awards: visible });
      for (const { send: tell } of windows) tell(text);
    } catch (error) {
      this.#onError(error);
      // They connect again, and know that they may have missed something.
      for (const { end } of windows) end();
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
