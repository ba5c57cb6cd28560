import { type Kysely, sql } from 'kysely';
import type { Caller } from '../access/caller.ts';
import { reviewsAward, visibleAwards } from '../access/visibility.ts';
import { kept } from '../database/kept.ts';
import type { Database } from '../database/schema.ts';
import type { Given } from '../http/json-sql.ts';
import type { Address } from './facts.ts';
import { singleJson, type Viewpoint } from './representation.ts';
import { givenOf, type Sees, shownTables, withShown } from './shown.ts';

/** One award as JSON text with its stamp; null where there is none that this caller may see. */
export async function findAward(
  db: Kysely<Database>,
  { identifier, destination }: Address,
  { personId, isStaff, isSupport }: Caller,
  viewpoint: Viewpoint,
): Promise<(AwardStamp & { json: string }) | null> {
  const values = { identifier, destination, personId, ...givenOf(viewpoint) };
  const [award] = await awardAt(db, values, { isStaff, isSupport });
  return award ?? null;
}

const single = sql.raw(singleJson);

type SeenAt = Address & { personId: number };

const awardAt = kept<SeenAt & Given, Sees, AwardStamp & { json: string }>((places, sees) => {
  const { identifier, destination, personId } = places;
  const caller = { ...sees, personId };
  const chosen = sql`select managed_project.*, ${stamp} as stamp from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwards(caller)}`;
  return sql`
    ${withShown(chosen, caller, places)}
    select managed_project.stamp, project.end_date, ${single} as json
    from ${shownTables}`;
});

/** What an ETag is made of, without all that the award shows. */
export interface AwardStamp {
  stamp: string;
  /** Of its project: on the day after, the award is shown in grace. */
  end_date: string | null;
}

/** The stamp of one award, or null where there is none that this caller may see; null sees all. */
export async function findStamp(
  db: Kysely<Database>,
  { identifier, destination }: Address,
  caller: Caller | null,
): Promise<AwardStamp | null> {
  const { isStaff, isSupport, personId } = caller ?? everybody;
  const values = { identifier, destination, personId };
  const [row] = await stampAt(db, values, { isStaff, isSupport });
  return row ?? null;
}

const everybody = { isStaff: true, isSupport: true, personId: 0 };

const stampAt = kept<SeenAt, Sees, AwardStamp>(
  ({ identifier, destination, personId }, sees) => sql`
    select ${stamp} as stamp, project.end_date from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    left join project on project.id = managed_project.project_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwards({ ...sees, personId })}`,
);

/** Whether this caller is a reviewer of an award; null where there is none that they may see. */
export async function isReviewer(
  db: Kysely<Database>,
  { identifier, destination }: Address,
  { personId, isStaff, isSupport }: Caller,
): Promise<boolean | null> {
  const values = { identifier, destination, personId };
  const [row] = await reviewsAt(db, values, { isStaff, isSupport });
  return row?.reviews ?? null;
}

const reviewsAt = kept<SeenAt, Sees, { reviews: boolean }>(
  ({ identifier, destination, personId }, sees) => sql`
    select ${reviewsAward(personId)} as reviews
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwards({ ...sees, personId })}`,
);

// A row's xmin is the transaction that wrote it last.
const stamp = sql<string>`concat_ws('.', managed_project.id, managed_project.version,
  managed_project.xmin, reviewer.uuid, reviewer.full_name,
  (select concat_ws('.', p.xmin, c.xmin) from project p
    join customer c on c.id = p.customer_id where p.id = managed_project.project_id),
  (select concat_ws('.', t.xmin, provider.xmin, c.xmin) from project_template t
    join customer provider on provider.id = t.provider_id
    join customer c on c.id = t.customer_id where t.id = managed_project.template_id))`;
