import { type Kysely, sql, type Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import { proposePersonShortNames } from '../award/person-short-name.ts';
import type { Database } from '../database/schema.ts';
import { conflictError } from '../errors/refused-error.ts';

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
  const takenNames = new Set(rows.map(({ short_name }) => short_name));
  return names.find((name) => !takenNames.has(name)) ?? null;
}

/**
 * Gives somebody a short name in place of the one they have, which stays taken. Their own earlier
 * name may come back. Throws BadInput for a name that is or was anybody else's, and RefusedError
 * (`conflict`) once a machine knows the present one: agents would make a second account.
 */
export async function setShortName(
  trx: Transaction<Database>,
  { personId, shortName, now }: { personId: number; shortName: string; now: string },
): Promise<void> {
  await refuseNameOnMachines(trx, personId);
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

async function refuseNameOnMachines(trx: Transaction<Database>, personId: number): Promise<void> {
  const { rows } = await sql<{ resource: string }>`
    select resource.name as resource from local_account
      join resource on resource.id = local_account.resource_id
      where local_account.person_id = ${personId}
    union all select resource.name from machine_member member
      join machine_project pair on pair.id = member.machine_project_id
      join resource on resource.id = pair.resource_id
      where member.person_id = ${personId} and member.seen in ('added', 'present')
    limit 1`.execute(trx);
  const [known] = rows;
  if (known === undefined) return;
  throw conflictError(`${known.resource} knows this person by the present short name already.`);
}
