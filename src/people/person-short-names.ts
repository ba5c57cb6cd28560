import type { Kysely, Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import { proposePersonShortNames } from '../award/person-short-name.ts';
import type { Database } from '../database/schema.ts';

/** The short name that somebody has now; null for none. */
export async function findShortName(
  db: Kysely<Database>,
  personId: number,
): Promise<string | null> {
  const row = await db
    .selectFrom('person_short_name')
    .select('short_name')
    .where('person_id', '=', personId)
    .where('replaced', 'is', null)
    .executeTakeFirst();
  return row?.short_name ?? null;
}

/** The first name that fits a user name and was never anybody's; null where none of them is free. */
export async function proposeShortName(
  db: Kysely<Database>,
  username: string,
  portal: string,
): Promise<string | null> {
  const names = proposePersonShortNames(username, portal);
  if (names.length === 0) return null;
  const rows = await db
    .selectFrom('person_short_name')
    .select('short_name')
    .where('short_name', 'in', names)
    .execute();
  const taken = new Set(rows.map(({ short_name }) => short_name));
  return names.find((name) => !taken.has(name)) ?? null;
}

/**
 * Gives somebody a short name in place of the one they have, which stays taken. Their own earlier
 * name may come back. Throws BadInput for a name that is or was anybody else's.
 */
export async function setShortName(
  trx: Transaction<Database>,
  { personId, shortName, now }: { personId: number; shortName: string; now: string },
): Promise<void> {
  await trx
    .updateTable('person_short_name')
    .set({ replaced: now })
    .where('person_id', '=', personId)
    .where('replaced', 'is', null)
    .execute();
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('person_short_name')
    .values({ short_name: shortName, person_id: personId, created: now })
    .onConflict((conflict) =>
      conflict
        .column('short_name')
        .doUpdateSet({ replaced: null })
        .where('person_short_name.person_id', '=', personId),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) {
    throw new BadInput('shortname', 'This short name is or was somebody else’s.');
  }
}
