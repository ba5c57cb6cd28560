/* Finds one award for a caller who may see it. */

import { type Kysely, sql } from 'kysely';
import {
  callerProofsSql,
  type ProofStatementValues,
  toProofValues,
} from '../access/caller-proof-sql.ts';
import { isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import { type Caller, toVisibilityKey } from '../http/caller.ts';
import { type JsonContext, jsonContextSql } from '../http/json-sql.ts';
import type { CallerProofValues } from '../http/prove-caller.ts';
import { ReplyBuffer } from '../http/reply-buffer.ts';
import { type CallerProofs, type Readers, shareRead } from '../http/share-read.ts';
import { type AwardEtagSource, etagStampSql } from './award-etag.ts';
import { type AwardJsonContext, getTemplateId, readAwardValues, writeAward } from './award-json.ts';
import {
  awardValuesQuery,
  singleAwardSql,
  toJsonContext,
  type ViewerFlags,
} from './award-json-query.ts';
import { loadTemplateJson, templateVersionSql } from './award-templates.ts';
import type { AwardKey } from './decision-input.ts';

/** An award for `readAsCaller`. */
export interface FoundAward<Award> {
  /** null where there is none that the caller may see; then nothing is proved either. */
  award: Award | null;
  proof: string | null;
}

type ReadAward<Award> = Omit<FoundAward<Award>, 'proof'> & { proofs: CallerProofs };

/** One award as JSON with its stamp, read with those who ask for it at the same moment. */
export function findAward(
  db: Kysely<Database>,
  key: AwardKey,
  caller: Caller,
  jsonContext: AwardJsonContext,
  proof: CallerProofValues | null,
): Promise<FoundAward<AwardEtagSource & { json: ReplyBuffer }>> {
  const { base, portal, today } = jsonContext;
  const shared = createShareKey('award', key, caller, [base, portal, today]);
  return shareRead(db, shared, proof, (readers) =>
    readAward(db, key, caller, jsonContext, readers),
  );
}

/** All that a read depends on; who reads everything sees the same. */
function createShareKey(
  what: string,
  { identifier, destination }: AwardKey,
  caller: Caller,
  more: readonly string[] = [],
): string {
  return JSON.stringify([what, toVisibilityKey(caller), identifier, destination, ...more]);
}

async function readAward(
  db: Kysely<Database>,
  key: AwardKey,
  caller: Caller,
  jsonContext: AwardJsonContext,
  readers: Readers,
): Promise<ReadAward<AwardEtagSource & { json: ReplyBuffer }>> {
  const { identifier, destination } = key;
  const { personId, isStaff, isSupport } = caller;
  const { values: proofValues, digestCount } = toProofValues(readers.proofs);
  const values = {
    identifier,
    destination,
    personId,
    ...toJsonContext(jsonContext),
    ...proofValues,
  };
  const [award] = await selectAward(db, values, { isStaff, isSupport, digestCount });
  if (award === undefined) return { award: null, proofs: null };
  const [listed = []] = readAwardValues(award.awards);
  const id = getTemplateId(listed);
  const templates = await loadTemplateJson(db, [id], {
    version: award.template_version,
    viewer: caller,
    base: jsonContext.base,
  });
  if (templates === null) return readAward(db, key, caller, jsonContext, readers);
  const json = new ReplyBuffer();
  json.share(readers.count);
  writeAward(listed, templates.get(id) as Buffer, json);
  return { award: { stamp: award.stamp, end_date: award.end_date, json }, proofs: award.proofs };
}

type ViewedAwardKey = AwardKey & ProofStatementValues & { personId: number };
type ProvedViewerFlags = ViewerFlags & { digestCount: number };

const selectAward = compileOnce<
  ViewedAwardKey & JsonContext,
  ProvedViewerFlags,
  AwardEtagSource & { awards: string; template_version: string; proofs: CallerProofs }
>((places, { digestCount, ...viewer }) => {
  const { identifier, destination, personId } = places;
  const caller = { ...viewer, personId };
  const found = sql`identifier = ${identifier} and destination = ${destination}
    and ${visibleAwardsSql(caller)}`;
  return sql`
    with ${jsonContextSql(places)},
    page as materialized (${singleAwardSql(found, sql`${etagStampSql} as stamp`)})
    select page.stamp, ${awardValuesQuery(caller, sql`table page`)} as awards,
      (select end_date from project where id = page.project_id) as end_date,
      ${templateVersionSql} as template_version, ${callerProofsSql(places, digestCount)} as proofs
    from page`;
});

/** The stamp of one award, read with those who ask for it at the same moment. */
export function findAwardEtagSource(
  db: Kysely<Database>,
  key: AwardKey,
  caller: Caller,
  proof: CallerProofValues | null,
): Promise<FoundAward<AwardEtagSource>> {
  return shareRead(db, createShareKey('etag', key, caller), proof, (readers) =>
    readEtagSource(db, key, caller, readers),
  );
}

/** The same for somebody who sees every award, as within a transaction; null where there is none. */
export async function readAwardEtagSource(
  db: Kysely<Database>,
  key: AwardKey,
): Promise<AwardEtagSource | null> {
  const { award } = await readEtagSource(db, key, unrestrictedViewer, { count: 1, proofs: [] });
  return award;
}

async function readEtagSource(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  { isStaff, isSupport, personId }: ViewerFlags & { personId: number },
  { proofs }: Readers,
): Promise<ReadAward<AwardEtagSource>> {
  const { values: proofValues, digestCount } = toProofValues(proofs);
  const values = { identifier, destination, personId, ...proofValues };
  const [award] = await selectEtagSource(db, values, { isStaff, isSupport, digestCount });
  return { award: award ?? null, proofs: award?.proofs ?? null };
}

const unrestrictedViewer = { isStaff: true, isSupport: true, personId: 0 };

const selectEtagSource = compileOnce<
  ViewedAwardKey,
  ProvedViewerFlags,
  AwardEtagSource & { proofs: CallerProofs }
>((places, { digestCount, ...viewer }) => {
  const { identifier, destination, personId } = places;
  return sql`
    select ${etagStampSql} as stamp, project.end_date, ${callerProofsSql(places, digestCount)} as proofs
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
