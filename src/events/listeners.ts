import { type Kysely, sql } from 'kysely';
import { stillOpen } from '../access/authentication.ts';
import { type Caller, readsEverything } from '../access/caller.ts';
import { visibleAwards } from '../access/visibility.ts';
import type { Database } from '../database/schema.ts';
import { AuditPoller } from './poller.ts';
import type { ChangedAward } from './tail.ts';

/** Where a listener's events are written. */
export interface Sink {
  /** false where the reader is too slow to be kept. */
  write(text: string): boolean;
  end(): void;
}

interface Listener {
  caller: Caller;
  tell(text: string): void;
  /** May be called more than once. */
  end(): void;
}

const most = 1000;
/** Of one person: windows in several browsers, not a program that forgets what it opened. */
const mostEach = 20;
/** Then the browser connects again, and is asked again who it is. */
const lifeMs = 5 * 60_000;
const stillThereMs = 15_000;
/** Queries at a time, so that many listeners leave connections for requests. */
const atATime = 4;

/** Everybody who listens to this process, told of what they may see. */
export class Listeners {
  readonly #db: Kysely<Database>;
  readonly #onError: (error: unknown) => void;
  readonly #poller: AuditPoller;
  readonly #all = new Set<Listener>();
  readonly #clock: () => Date;
  #beat: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(db: Kysely<Database>, clock: () => Date, onError: (error: unknown) => void) {
    this.#db = db;
    this.#clock = clock;
    this.#onError = onError;
    this.#poller = new AuditPoller({ db, onError, onChange: (awards) => this.#tellAll(awards) });
  }

  get isFull(): boolean {
    return this.#isClosed || this.#all.size >= most;
  }

  /** Whether this person listens as often as one may. */
  isTooMany({ personId }: Pick<Caller, 'personId'>): boolean {
    let theirs = 0;
    for (const { caller } of this.#all) if (caller.personId === personId) theirs += 1;
    return theirs >= mostEach;
  }

  /** Adds a listener. Returns what ends it, which may be called more than once. */
  add(caller: Caller, sink: Sink): () => void {
    const listener = this.#listenerOn(sink, caller);
    this.#all.add(listener);
    this.#beat ??= setInterval(() => void this.#heartbeat(), stillThereMs);
    this.#poller.start().then(
      // Not before: nothing that happens after `hello` is missed.
      () => listener.tell(eventText('hello', { now: this.#clock().toISOString() })),
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
    for (const { end } of this.#all) end();
  }

  #rest(): void {
    this.#poller.stop();
    if (this.#beat !== null) clearInterval(this.#beat);
    this.#beat = null;
  }

  #listenerOn(sink: Sink, caller: Caller): Listener {
    const end = (): void => {
      clearTimeout(life);
      if (!this.#all.delete(listener)) return;
      sink.end();
      if (this.#all.size === 0) this.#rest();
    };
    const tell = (text: string): void => {
      if (this.#all.has(listener) && !sink.write(text)) end();
    };
    const life = setTimeout(end, lifeMs);
    const listener = { caller, tell, end };
    return listener;
  }

  /**
   * Whoever is signed out, revoked or deactivated by now hears nothing more; whoever lost a right
   * hears what is left to them.
   */
  async #dropEnded(): Promise<void> {
    const all = [...this.#all];
    const uuids = [...new Set(all.map(({ caller }) => caller.credential.uuid))];
    const open = await stillOpen(this.#db, uuids, this.#clock());
    for (const listener of all) {
      const rights = open.get(listener.caller.credential.uuid);
      if (rights === undefined) listener.end();
      else listener.caller = { ...listener.caller, ...rights };
    }
  }

  async #heartbeat(): Promise<void> {
    try {
      await this.#dropEnded();
    } catch {
      // Without a database there is nothing to tell either; the look-up before news is repeated.
    }
    for (const { tell } of this.#all) tell(': still there\n\n');
  }

  /** One look-up a person, however many windows they have open. */
  async #tellAll(awards: ChangedAward[]): Promise<void> {
    try {
      await this.#dropEnded();
    } catch (error) {
      this.#onError(error);
      // What is known to be new is not told again: they connect again, and know that they missed it.
      for (const { end } of this.#all) end();
      return;
    }
    const all = eventText('awards', { awards });
    const others: Listener[] = [];
    for (const listener of this.#all) {
      if (readsEverything(listener.caller)) listener.tell(all);
      else others.push(listener);
    }
    const people = Map.groupBy(others, ({ caller }) => caller.personId).values();
    const tellPeople = async (): Promise<void> => {
      for (const windows of people) await this.#tellVisible(windows, awards);
    };
    await Promise.all(Array.from({ length: atATime }, tellPeople));
  }

  async #tellVisible(windows: Listener[], awards: ChangedAward[]): Promise<void> {
    const [first] = windows;
    if (first === undefined) return;
    try {
      const visible = await this.#visibleOf(first.caller, awards);
      if (visible.length === 0) return;
      const text = eventText('awards', { awards: visible });
      for (const { tell } of windows) tell(text);
    } catch (error) {
      this.#onError(error);
      // They connect again, and know that they may have missed something.
      for (const { end } of windows) end();
    }
  }

  async #visibleOf(caller: Caller, awards: ChangedAward[]): Promise<ChangedAward[]> {
    const names = sql.join(
      awards.map(({ identifier, destination }) => sql`(${identifier}, ${destination})`),
    );
    return this.#db
      .selectFrom('managed_project')
      .select(['identifier', 'destination'])
      .where(sql<boolean>`(identifier, destination) in (${names})`)
      .where(visibleAwards(caller))
      .execute();
  }
}

function eventText(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
