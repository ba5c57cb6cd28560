import { type Kysely, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import { isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import type { JsonContext } from '../http/json-sql.ts';
import type { AwardKey } from './decision-input.ts';
import { singleAwardJson, type AwardJsonContext } from './award-json.ts';
import {
  toJsonContext,
  type ViewerFlags,
  awardJsonTables,
  awardJsonQuery,
} from './award-json-query.ts';

/** One award as JSON text with its stamp; null where there is none that this caller may see. */
export async function findAward(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  { personId, isStaff, isSupport }: Caller,
  viewpoint: AwardJsonContext,
): Promise<(AwardEtagSource & { json: string }) | null> {
  const values = { identifier, destination, personId, ...toJsonContext(viewpoint) };
  const [award] = await selectAward(db, values, { isStaff, isSupport });
  return award ?? null;
}

const singleAwardJsonSql = sql.raw(singleAwardJson);

type ViewedAwardKey = AwardKey & { personId: number };

const selectAward = compileOnce<
  ViewedAwardKey & JsonContext,
  ViewerFlags,
  AwardEtagSource & { json: string }
>((places, sees) => {
  const { identifier, destination, personId } = places;
  const caller = { ...sees, personId };
  const chosen = sql`select managed_project.*, ${etagStampSql} as stamp from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql(caller)}`;
  return sql`
    ${awardJsonQuery(chosen, caller, places)}
    select managed_project.stamp, project.end_date, ${singleAwardJsonSql} as json
    from ${awardJsonTables}`;
});

/** What an ETag is made of, without all that the award shows. */
export interface AwardEtagSource {
  stamp: string;
  /** Of its project: on the day after, the award is shown in grace. */
  end_date: string | null;
}

/** The stamp of one award, or null where there is none that this caller may see; null sees all. */
export async function findAwardEtagSource(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  caller: Caller | null,
): Promise<AwardEtagSource | null> {
  const { isStaff, isSupport, personId } = caller ?? unrestrictedViewer;
  const values = { identifier, destination, personId };
  const [row] = await selectEtagSource(db, values, { isStaff, isSupport });
  return row ?? null;
}

const unrestrictedViewer = { isStaff: true, isSupport: true, personId: 0 };

const selectEtagSource = compileOnce<ViewedAwardKey, ViewerFlags, AwardEtagSource>(
  ({ identifier, destination, personId }, sees) => sql`
    select ${etagStampSql} as stamp, project.end_date from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    left join project on project.id = managed_project.project_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...sees, personId })}`,
);

/** Whether this caller is a reviewer of an award; null where there is none that they may see. */
export async function isReviewer(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  { personId, isStaff, isSupport }: Caller,
): Promise<boolean | null> {
  const values = { identifier, destination, personId };
  const [row] = await selectReviewerFlag(db, values, { isStaff, isSupport });
  return row?.reviews ?? null;
}

const selectReviewerFlag = compileOnce<ViewedAwardKey, ViewerFlags, { reviews: boolean }>(
  ({ identifier, destination, personId }, sees) => sql`
    select ${isReviewerSql(personId)} as reviews
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...sees, personId })}`,
);

// A row's xmin is the transaction that wrote it last.
const etagStampSql = sql<string>`concat_ws('.', managed_project.id, managed_project.version,
  managed_project.xmin, reviewer.uuid, reviewer.full_name,
  (select concat_ws('.', p.xmin, c.xmin) from project p
    join customer c on c.id = p.customer_id where p.id = managed_project.project_id),
  (select concat_ws('.', t.xmin, provider.xmin, c.xmin) from project_template t
    join customer provider on provider.id = t.provider_id
    join customer c on c.id = t.customer_id where t.id = managed_project.template_id))`;
