import { type Kysely, sql } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';

/** A view of the list of awards with a name. */
export interface SavedView {
  uuid: string;
  name: string;
  /** The query string of the page with the list, without `?`. */
  query: string;
  is_own: boolean;
}

/** How many views one person keeps. */
const MAX_VIEWS = 100;

/** The caller's views, by name. */
export function listSavedViews(db: Kysely<Database>, { personId }: Caller): Promise<SavedView[]> {
  return viewQuery(db, personId)
    .where('person_id', '=', personId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
}

/** A view by its UUID, also somebody else's: its address can be sent to colleagues. null for none. */
export async function findSavedView(
  db: Kysely<Database>,
  { personId }: Caller,
  uuid: string,
): Promise<SavedView | null> {
  const view = await viewQuery(db, personId).where('uuid', '=', uuid).executeTakeFirst();
  return view ?? null;
}

const viewQuery = (db: Kysely<Database>, personId: number) =>
  db
    .selectFrom('saved_view')
    .select(['uuid', 'name', 'query', sql<boolean>`person_id = ${personId}`.as('is_own')]);

/**
 * Saves a view; one of the caller with the same name is replaced and keeps its address. Throws
 * BadInput where the caller has too many.
 */
export async function saveView(
  db: Kysely<Database>,
  { personId }: Caller,
  { name, query, now }: { name: string; query: string; now: string },
): Promise<SavedView> {
  const { rows } = await sql<SavedView>`
    insert into saved_view (person_id, name, query, created)
    select ${personId}, ${name}, ${query}, ${now}
    where (select count(*) from saved_view where person_id = ${personId}) < ${MAX_VIEWS}
    on conflict on constraint saved_view_name_unique do update set query = excluded.query
    returning uuid, name, query, true as is_own`.execute(db);
  if (rows[0] === undefined) throw new BadInput('name', `At most ${MAX_VIEWS} views are kept.`);
  return rows[0];
}

/** Deletes a view of the caller. Says whether there was one. */
export async function deleteView(
  db: Kysely<Database>,
  { personId }: Caller,
  uuid: string,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('saved_view')
    .where('uuid', '=', uuid)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}
