/* Finds one award for a caller who may see it. */

import { type Kysely, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import { callerProofSql, noProofValues } from '../access/caller-proof-sql.ts';
import { isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import { type JsonContext, jsonContextSql } from '../http/json-sql.ts';
import type { CallerProofValues } from '../http/prove-caller.ts';
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

/** An award for `readAsCaller`. */
export interface FoundAward<Award> {
  /** null where there is none that the caller may see; then nothing is proved either. */
  award: Award | null;
  proof: string | null;
}

/** One award as JSON with its stamp. */
export async function findAward(
  db: Kysely<Database>,
  key: AwardKey,
  caller: Caller,
  jsonContext: AwardJsonContext,
  proof: CallerProofValues | null,
): Promise<FoundAward<AwardEtagSource & { json: ReplyBuffer }>> {
  const { identifier, destination } = key;
  const { personId, isStaff, isSupport } = caller;
  const values = {
    identifier,
    destination,
    personId,
    ...toJsonContext(jsonContext),
    ...(proof ?? noProofValues),
  };
  const form = { isStaff, isSupport, isProving: proof !== null };
  const [award] = await selectAward(db, values, form);
  if (award === undefined) return { award: null, proof: null };
  const [listed = []] = readAwardValues(award.awards);
  const id = getTemplateId(listed);
  const templates = await loadTemplateJson(db, [id], {
    version: award.template_version,
    viewer: caller,
    base: jsonContext.base,
  });
  if (templates === null) return findAward(db, key, caller, jsonContext, proof);
  const json = new ReplyBuffer();
  writeAward(listed, templates.get(id) as Buffer, json);
  return { award: { stamp: award.stamp, end_date: award.end_date, json }, proof: award.proof };
}

type ViewedAwardKey = AwardKey & CallerProofValues & { personId: number };
type ProvedViewerFlags = ViewerFlags & { isProving: boolean };

const selectAward = compileOnce<
  ViewedAwardKey & JsonContext,
  ProvedViewerFlags,
  AwardEtagSource & { awards: string; template_version: string; proof: string | null }
>((places, { isProving, ...viewer }) => {
  const { identifier, destination, personId } = places;
  const caller = { ...viewer, personId };
  const found = sql`identifier = ${identifier} and destination = ${destination}
    and ${visibleAwardsSql(caller)}`;
  return sql`
    with ${jsonContextSql(places)},
    page as materialized (${singleAwardSql(found, sql`${etagStampSql} as stamp`)})
    select page.stamp, ${awardValuesQuery(caller, sql`table page`)} as awards,
      (select end_date from project where id = page.project_id) as end_date,
      ${templateVersionSql} as template_version, ${callerProofSql(places, isProving)} as proof
    from page`;
});

/** The stamp of one award; a caller of null sees all. */
export async function findAwardEtagSource(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  caller: Caller | null,
  proof: CallerProofValues | null = null,
): Promise<FoundAward<AwardEtagSource>> {
  const { isStaff, isSupport, personId } = caller ?? unrestrictedViewer;
  const values = { identifier, destination, personId, ...(proof ?? noProofValues) };
  const form = { isStaff, isSupport, isProving: proof !== null };
  const [award] = await selectEtagSource(db, values, form);
  return { award: award ?? null, proof: award?.proof ?? null };
}

const unrestrictedViewer = { isStaff: true, isSupport: true, personId: 0 };

const selectEtagSource = compileOnce<
  ViewedAwardKey,
  ProvedViewerFlags,
  AwardEtagSource & { proof: string | null }
>((places, { isProving, ...viewer }) => {
  const { identifier, destination, personId } = places;
  return sql`
    select ${etagStampSql} as stamp, project.end_date, ${callerProofSql(places, isProving)} as proof
    from managed_project left join project on project.id = managed_project.project_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...viewer, personId })}`;
});

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

const selectReviewerFlag = compileOnce<
  AwardKey & { personId: number },
  ViewerFlags,
  { is_reviewer: boolean }
>(
  ({ identifier, destination, personId }, viewer) => sql`
    select ${isReviewerSql(personId)} as is_reviewer
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...viewer, personId })}`,
);
