import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import type { AwardKey } from './decision-input.ts';

/** Pages report every 20 s; one that has been silent for longer is closed. */
const VIEWER_SECONDS = 50;

/** Somebody else who has the page of an award open. */
export interface AwardViewer {
  uuid: string;
  full_name: string;
  /** RFC 3339, UTC. */
  since: string;
}

/**
 * Notes that the caller looks at an award now. Returns who else does, the earliest first. One
 * statement; it writes no audit and does not change the award.
 */
export async function reportViewer(
  { db, clock }: Pick<AppContext, 'clock'> & { db: Kysely<Database> },
  { identifier, destination }: AwardKey,
  caller: Caller,
): Promise<AwardViewer[]> {
  const now = clock().toISOString();
  const oldest = new Date(clock().getTime() - VIEWER_SECONDS * 1000).toISOString();
  const { rows } = await sql<AwardViewer>`
    with award as (select id from managed_project
      where identifier = ${identifier} and destination = ${destination}),
    gone as (delete from award_viewer using award
      where award_id = award.id and seen < ${oldest} and person_id <> ${caller.personId}),
    own as (insert into award_viewer (award_id, person_id, since, seen)
      select id, ${caller.personId}, ${now}, ${now} from award
      on conflict (award_id, person_id) do update set seen = ${now},
        since = case when award_viewer.seen < ${oldest} then ${now}::timestamptz
          else award_viewer.since end)
    select person.uuid, coalesce(nullif(person.full_name, ''), person.username) as full_name,
      award_viewer.since
    from award join award_viewer on award_viewer.award_id = award.id
      and award_viewer.seen >= ${oldest} and award_viewer.person_id <> ${caller.personId}
    join person on person.id = award_viewer.person_id
    order by award_viewer.since, person.id`.execute(db);
  return rows;
}
