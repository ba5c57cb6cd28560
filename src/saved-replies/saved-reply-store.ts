import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { BadInput } from '../award/bad-input.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';

/** A comment that its author, or everybody, uses again. */
export interface SavedReply {
  uuid: string;
  title: string;
  text: string;
  is_shared: boolean;
  /** Whether the caller may delete it. */
  is_own: boolean;
  author_full_name: string;
}

/** How many replies one person keeps. */
const MAX_REPLIES = 200;

/** The caller's own replies and the shared ones, by title. */
export async function listSavedReplies(
  db: Kysely<Database>,
  caller: Caller,
): Promise<SavedReply[]> {
  const { rows } = await repliesQuery(caller).execute(db);
  return rows;
}

const repliesQuery = ({ personId, isStaff }: Caller) => sql<SavedReply>`
  select saved_reply.uuid, title, text, is_shared,
    person_id = ${personId} or (is_shared and ${isStaff}) as is_own,
    coalesce(nullif(person.full_name, ''), person.username) as author_full_name
  from saved_reply join person on person.id = saved_reply.person_id
  where person_id = ${personId} or is_shared
  order by lower(title), saved_reply.id`;

/**
 * Saves a reply; one with the same title is replaced. Throws a 403 where somebody who is not staff
 * shares one, and BadInput where the caller has too many.
 */
export async function saveReply(
  db: Kysely<Database>,
  caller: Caller,
  reply: { title: string; text: string; isShared: boolean; now: string },
): Promise<SavedReply> {
  if (reply.isShared && !caller.isStaff) throw forbiddenError('Only staff share replies.');
  const { rows } = await sql<{ uuid: string }>`
    insert into saved_reply (person_id, title, text, is_shared, created)
    select ${caller.personId}, ${reply.title}, ${reply.text}, ${reply.isShared}, ${reply.now}
    where (select count(*) from saved_reply where person_id = ${caller.personId}) < ${MAX_REPLIES}
    on conflict on constraint saved_reply_title_unique
      do update set text = excluded.text, is_shared = excluded.is_shared
    returning uuid`.execute(db);
  const uuid = rows[0]?.uuid;
  if (uuid === undefined) throw new BadInput('title', `At most ${MAX_REPLIES} replies are kept.`);
  const saved = (await listSavedReplies(db, caller)).find((one) => one.uuid === uuid);
  if (saved === undefined) throw new Error('A reply that was just saved is there.');
  return saved;
}

/** Deletes a reply of the caller; staff delete shared ones too. Says whether there was one. */
export async function deleteReply(
  db: Kysely<Database>,
  { personId, isStaff }: Caller,
  uuid: string,
): Promise<boolean> {
  const { rows } = await sql`delete from saved_reply where uuid = ${uuid}
    and (person_id = ${personId} or (is_shared and ${isStaff})) returning id`.execute(db);
  return rows.length > 0;
}
