import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** An award that something happened to. */
export interface ChangedAward {
  identifier: string;
  destination: string;
}

/** How long a transaction may take between its audit entry and its commit, and still be reported. */
const lookBackMs = 15_000;
const maxRows = 1000;

/**
 * The new entries of the audit, from one read to the next. Ids are assigned before the commit, so a
 * lower one may appear later: the floor rises only past ids that were seen a while ago, and ids above
 * it are remembered.
 */
export class AuditTail {
  readonly #db: Kysely<Database>;
  /** Entries up to this id are no longer read. */
  #floorId: number;
  /** The ids above the floor that were reported, and when they were seen, in milliseconds. */
  readonly #seenAtById: Map<number, number>;

  private constructor(db: Kysely<Database>, floor: number, seen: Map<number, number>) {
    this.#db = db;
    this.#floorId = floor;
    this.#seenAtById = seen;
  }

  /** Begins at the end: reports only what commits from now on. */
  static async createAtEnd(db: Kysely<Database>, now: number): Promise<AuditTail> {
    const rows = await db
      .selectFrom('audit_entry')
      .select('id')
      .orderBy('id', 'desc')
      .limit(maxRows)
      .execute();
    const floor = (rows.at(-1)?.id ?? 1) - 1;
    return new AuditTail(db, floor, new Map(rows.map(({ id }) => [id, now])));
  }

  /** The awards with new entries, each once; where there are too many, the rest comes next time. */
  async readChangedAwards(now: number): Promise<ChangedAward[]> {
    const rows = await this.#db
      .selectFrom('audit_entry')
      .select(['id', 'identifier', 'destination'])
      .where('id', '>', this.#floorId)
      .orderBy('id')
      .limit(maxRows + this.#seenAtById.size)
      .execute();
    const newRows = rows.filter(({ id }) => !this.#seenAtById.has(id));
    for (const { id } of newRows) this.#seenAtById.set(id, now);
    this.#raiseFloor(now);
    return removeDuplicateAwards(newRows);
  }

  #raiseFloor(now: number): void {
    for (const [id, seenAt] of [...this.#seenAtById].toSorted(([one], [other]) => one - other)) {
      if (now - seenAt < lookBackMs) return;
      this.#seenAtById.delete(id);
      this.#floorId = id;
    }
  }
}

function removeDuplicateAwards(rows: readonly ChangedAward[]): ChangedAward[] {
  const byName = new Map(
    rows.map(({ identifier, destination }) => [
      `${identifier} ${destination}`,
      { identifier, destination },
    ]),
  );
  return [...byName.values()];
}
