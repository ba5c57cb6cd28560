import { type Kysely, sql } from 'kysely';
import { type Caller, readsEverything } from '../access/caller.ts';
import { visibleAwards } from '../access/visibility.ts';
import type { Database } from '../database/schema.ts';
import { AuditPoller, type ChangedAward } from './poller.ts';

/** Where a listener's events are written. */
export interface Sink {
  /** false where the reader is too slow to be kept. */
  write(text: string): boolean;
  end(): void;
}

interface Listener {
  caller: Caller;
  sink: Sink;
}

const most = 1000;
/** Then the browser connects again, and is asked again who it is. */
const lifeMs = 5 * 60_000;
const stillThereMs = 15_000;

/** Everybody who listens to this process, told of what they may see. */
export class Listeners {
  readonly #db: Kysely<Database>;
  readonly #poller: AuditPoller;
  readonly #all = new Set<Listener>();
  #isClosed = false;

  constructor(db: Kysely<Database>, onError: (error: unknown) => void) {
    this.#db = db;
    this.#poller = new AuditPoller({
      db,
      onError,
      onChange: (awards) => void this.#tellAll(awards).catch(onError),
    });
  }

  get isFull(): boolean {
    return this.#isClosed || this.#all.size >= most;
  }

  /** Adds a listener. Returns what ends it, which may be called more than once. */
  add(caller: Caller, sink: Sink, now: Date): () => void {
    const listener = { caller, sink };
    const heartbeat = setInterval(() => this.#write(listener, ': still there\n\n'), stillThereMs);
    const life = setTimeout(() => end(), lifeMs);
    const end = (): void => {
      clearInterval(heartbeat);
      clearTimeout(life);
      if (!this.#all.delete(listener)) return;
      sink.end();
      if (this.#all.size === 0) this.#poller.stop();
    };
    this.#all.add(listener);
    this.#poller.start();
    this.#write(listener, eventText('hello', { now: now.toISOString() }));
    return end;
  }

  /** Ends all of them, so that the server can stop. */
  close(): void {
    this.#isClosed = true;
    for (const { sink } of this.#all) sink.end();
    this.#all.clear();
    this.#poller.stop();
  }

  async #tellAll(awards: ChangedAward[]): Promise<void> {
    await Promise.all(
      [...this.#all].map(async (listener) => {
        const visible = await this.#visibleOf(listener.caller, awards);
        if (visible.length > 0) this.#write(listener, eventText('awards', { awards: visible }));
      }),
    );
  }

  // What is deleted only staff and support hear of: whose it was is no longer known.
  async #visibleOf(caller: Caller, awards: ChangedAward[]): Promise<ChangedAward[]> {
    if (readsEverything(caller)) return awards;
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

  #write({ sink }: Listener, text: string): void {
    if (!sink.write(text)) sink.end();
  }
}

function eventText(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
