import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** An award that something happened to. */
export interface ChangedAward {
  identifier: string;
  destination: string;
}

export interface PollerOptions {
  db: Kysely<Database>;
  /** Told of the awards that changed, each once a poll. */
  onChange: (awards: ChangedAward[]) => void;
  onError: (error: unknown) => void;
  everyMs?: number;
}

/** How long a transaction may take between its audit entry and its commit, and still be heard. */
const lookBackMs = 15_000;
const most = 1000;

/**
 * Reads what is new in the audit, for as long as somebody listens. Ids are given out before the
 * commit, so a lower one may appear later: the poller starts over from ids that it saw a while
 * ago, and remembers which of those above them it has told of.
 */
export class AuditPoller {
  readonly #options: PollerOptions;
  #timer: NodeJS.Timeout | null = null;
  #isPolling = false;
  /** Everything up to here has been told of. */
  #floor: number | null = null;
  #seen = new Map<number, number>();

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#tick(), this.#options.everyMs ?? 1000);
    if (this.#floor === null) void this.#tick();
  }

  /** Forgets where it was: what happens while nobody listens is nobody's news. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#floor = null;
    this.#seen.clear();
  }

  async #tick(): Promise<void> {
    if (this.#isPolling) return;
    this.#isPolling = true;
    try {
      await this.#poll();
    } catch (error) {
      this.#options.onError(error);
    } finally {
      this.#isPolling = false;
    }
  }

  async #poll(): Promise<void> {
    if (this.#floor === null) {
      await this.#beginAtTheEnd();
      return;
    }
    const rows = await this.#options.db
      .selectFrom('audit_entry')
      .select(['id', 'identifier', 'destination'])
      .where('id', '>', this.#floor)
      .orderBy('id')
      .limit(most + this.#seen.size)
      .execute();
    const fresh = rows.filter(({ id }) => !this.#seen.has(id));
    const now = Date.now();
    for (const { id } of fresh) this.#seen.set(id, now);
    this.#raiseFloor(now);
    if (fresh.length > 0) this.#options.onChange(distinct(fresh));
  }

  async #beginAtTheEnd(): Promise<void> {
    const recent = await this.#options.db
      .selectFrom('audit_entry')
      .select('id')
      .orderBy('id', 'desc')
      .limit(most)
      .execute();
    const now = Date.now();
    for (const { id } of recent) this.#seen.set(id, now);
    this.#floor = (recent.at(-1)?.id ?? 1) - 1;
  }

  #raiseFloor(now: number): void {
    for (const [id, time] of [...this.#seen].toSorted(([one], [other]) => one - other)) {
      if (now - time < lookBackMs) return;
      this.#seen.delete(id);
      this.#floor = id;
    }
  }
}

function distinct(rows: readonly ChangedAward[]): ChangedAward[] {
  const byName = new Map(
    rows.map(({ identifier, destination }) => [
      `${identifier} ${destination}`,
      { identifier, destination },
    ]),
  );
  return [...byName.values()];
}
