/* Finds one award for a caller who may see it. */

import { type Kysely, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import { isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import { type JsonContext, jsonContextSql } from '../http/json-sql.ts';
import { ReplyBuffer } from '../http/reply-buffer.ts';
import type { AwardKey } from './decision-input.ts';
import { type AwardEtagSource, etagStampSql } from './award-etag.ts';
import { type AwardJsonContext, getTemplateId, readAwardValues, writeAward } from './award-json.ts';
import {
  awardValuesQuery,
  singleAwardSql,
  toJsonContext,
  type ViewerFlags,
} from './award-json-query.ts';
import { loadTemplateJson, templateVersionSql } from './award-templates.ts';

/** One award as JSON with its stamp; null where there is none that this caller may see. */
export async function findAward(
  db: Kysely<Database>,
  key: AwardKey,
  caller: Caller,
  jsonContext: AwardJsonContext,
): Promise<(AwardEtagSource & { json: ReplyBuffer }) | null> {
  const { identifier, destination } = key;
  const { personId, isStaff, isSupport } = caller;
  const values = { identifier, destination, personId, ...toJsonContext(jsonContext) };
  const [award] = await selectAward(db, values, { isStaff, isSupport });
  if (award === undefined) return null;
  const [listed = []] = readAwardValues(award.awards);
  const id = getTemplateId(listed);
  const templates = await loadTemplateJson(db, [id], {
    version: award.template_version,
    viewer: caller,
    base: jsonContext.base,
  });
  if (templates === null) return findAward(db, key, caller, jsonContext);
  const json = new ReplyBuffer();
  writeAward(listed, templates.get(id) as Buffer, json);
  return { stamp: award.stamp, end_date: award.end_date, json };
}

type ViewedAwardKey = AwardKey & { personId: number };

const selectAward = compileOnce<
  ViewedAwardKey & JsonContext,
  ViewerFlags,
  AwardEtagSource & { awards: string; template_version: string }
>((places, viewer) => {
  const { identifier, destination, personId } = places;
  const caller = { ...viewer, personId };
  const found = sql`identifier = ${identifier} and destination = ${destination}
    and ${visibleAwardsSql(caller)}`;
  return sql`
    with ${jsonContextSql(places)},
    page as materialized (${singleAwardSql(found, sql`${etagStampSql} as stamp`)})
    select page.stamp, ${awardValuesQuery(caller, sql`table page`)} as awards,
      (select end_date from project where id = page.project_id) as end_date,
      ${templateVersionSql} as template_version
    from page`;
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
