import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** An award that something happened to. */
export interface ChangedAward {
  identifier: string;
  destination: string;
}

/** How long a transaction may take between its audit entry and its commit, and still be heard. */
const lookBackMs = 15_000;
const maxRows = 1000;

/**
 * What is new in the audit, from one look to the next. Ids are given out before the commit, so a
 * lower one may appear later: only ids that were seen a while ago are left behind, and those
 * above them are remembered.
 */
export class AuditTail {
  readonly #db: Kysely<Database>;
  /** Nothing up to here is looked for any more. */
  #floorId: number;
  /** The ids above the floor that are no news, and when they were seen, in milliseconds. */
  readonly #seenAtById: Map<number, number>;

  private constructor(db: Kysely<Database>, floor: number, seen: Map<number, number>) {
    this.#db = db;
    this.#floorId = floor;
    this.#seenAtById = seen;
  }

  /** Begins at the end: what is there already is no news, what commits from now on is. */
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

  /** The awards with new entries, each once; what is too much for one look comes with the next. */
  async readChangedAwards(now: number): Promise<ChangedAward[]> {
    const rows = await this.#db
      .selectFrom('audit_entry')
      .select(['id', 'identifier', 'destination'])
      .where('id', '>', this.#floorId)
      .orderBy('id')
      .limit(maxRows + this.#seenAtById.size)
      .execute();
    const fresh = rows.filter(({ id }) => !this.#seenAtById.has(id));
    for (const { id } of fresh) this.#seenAtById.set(id, now);
    this.#raiseFloor(now);
    return removeDuplicateAwards(fresh);
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
