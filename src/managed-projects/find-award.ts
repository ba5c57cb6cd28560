/* Finds one award for a caller who may see it. */

import { type Kysely, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import { isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import type { JsonContext } from '../http/json-sql.ts';
import type { AwardKey } from './decision-input.ts';
import { type AwardEtagSource, etagStampSql } from './award-etag.ts';
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
  jsonContext: AwardJsonContext,
): Promise<(AwardEtagSource & { json: string }) | null> {
  const values = { identifier, destination, personId, ...toJsonContext(jsonContext) };
  const [award] = await selectAward(db, values, { isStaff, isSupport });
  return award ?? null;
}

const singleAwardJsonSql = sql.raw(singleAwardJson);

type ViewedAwardKey = AwardKey & { personId: number };

const selectAward = compileOnce<
  ViewedAwardKey & JsonContext,
  ViewerFlags,
  AwardEtagSource & { json: string }
>((places, viewer) => {
  const { identifier, destination, personId } = places;
  const caller = { ...viewer, personId };
  const selected = sql`select managed_project.*, ${etagStampSql} as stamp from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql(caller)}`;
  return sql`
    ${awardJsonQuery(selected, caller, places)}
    select managed_project.stamp, project.end_date, ${singleAwardJsonSql} as json
    from ${awardJsonTables(caller)}`;
});

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
  ({ identifier, destination, personId }, viewer) => sql`
    select ${etagStampSql} as stamp, project.end_date from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    left join project on project.id = managed_project.project_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...viewer, personId })}`,
);

/** Whether this caller is a reviewer of an award; null where there is none that they may see. */
export async function isReviewer(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  { personId, isStaff, isSupport }: Caller,
): Promise<boolean | null> {
  const values = { identifier, destination, personId };
  const [row] = await selectReviewerFlag(db, values, { isStaff, isSupport });
  return row?.is_reviewer ?? null;
}

const selectReviewerFlag = compileOnce<ViewedAwardKey, ViewerFlags, { is_reviewer: boolean }>(
  ({ identifier, destination, personId }, viewer) => sql`
    select ${isReviewerSql(personId)} as is_reviewer
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...viewer, personId })}`,
);
