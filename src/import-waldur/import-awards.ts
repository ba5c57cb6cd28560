import { sql } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import { type AwardRow, toAwardRow } from './award-row.ts';
import {
  type AwardReferenceMaps,
  findReferences,
  loadAwardReferences,
} from './award-references.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { saveRecords } from './import-records.ts';
import type { DecisionsByAward } from './past-decisions.ts';
import { planBatch, type PlannedItem } from './plan-batch.ts';

type PlannedAward = PlannedItem<'award'>;

/** The version of an award after its import: its arrival and its import are two changes. */
const FIRST_VERSION = 2;

/**
 * Makes the awards of Waldur, with their states, reviewers and comments. Nothing is sent to an awarding
 * portal: no outbox entry is written. Returns the keys of the awards that were written.
 */
export async function importAwards(
  context: ImportContext,
  decisions: DecisionsByAward,
): Promise<string[]> {
  const written: string[] = [];
  for await (const batch of readCopiedItems(context.trx, context.source, 'award')) {
    const planned = await planBatch(context, 'award', batch);
    const references = await loadAwardReferences(context, planned);
    const kept = planned.filter((award) => isOurs(context, award, references));
    written.push(...(await storeAwards(context, kept, references, decisions)));
  }
  return written;
}

/** Whether the award may be written: it is new, or as the last import left it. */
function isOurs(
  { report }: ImportContext,
  { key, item, record }: PlannedAward,
  { versions, managers }: AwardReferenceMaps,
): boolean {
  const version = versions.get(key);
  const manager = managers.get(item.project_data?.uuid ?? '') ?? key;
  if (record === null && version !== undefined) {
    report.collide(`The award ${key} exists here already.`);
  } else if (manager !== key) {
    report.collide(`The project of the award ${key} is that of the award ${manager}.`);
  } else if (record !== null && version === undefined) {
    report.leaveOut('award', key, 'it was deleted here since the last import');
  } else if (record !== null && version !== record.version) {
    report.leaveOut('award', key, 'it was changed here since the last import');
  } else {
    if (item.project_data?.uuid) managers.set(item.project_data.uuid, key);
    return true;
  }
  return false;
}

async function storeAwards(
  context: ImportContext,
  planned: readonly PlannedAward[],
  references: AwardReferenceMaps,
  decisions: DecisionsByAward,
): Promise<string[]> {
  const rows: (AwardRow & { reviewed_by: number | null })[] = [];
  const stored: PlannedAward[] = [];
  for (const award of planned) {
    const { key, item } = award;
    try {
      const found = findReferences(references, item, decisions.get(key));
      const { row, oddities } = toAwardRow(context, item, found);
      for (const oddity of oddities) context.report.adjust('award', key, oddity);
      rows.push({ ...row, reviewed_by: findReviewer(references, item, row) });
      stored.push(award);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      context.report.leaveOut('award', key, error.message);
    }
  }
  const versions = await upsertAwards(context, rows);
  await setProjectCredits(context, rows);
  for (const { record } of stored) {
    context.report.add('award', record === null ? 'created' : 'changed');
  }
  const records = stored.map(({ key, digest }) => ({
    key,
    digest,
    version: versions.get(key) ?? null,
  }));
  await saveRecords(context, 'award', records);
  return stored.map(({ key }) => key);
}

/** A decided award has a reviewer: the robot, where Waldur names nobody who is here. */
function findReviewer(
  { people, robotId }: AwardReferenceMaps,
  { reviewed_by_uuid: uuid }: PlannedAward['item'],
  { state }: AwardRow,
): number | null {
  if (state === 'pending') return null;
  const reviewer = uuid === null ? undefined : people.get(uuid);
  return reviewer ?? (state === 'canceled' ? null : robotId);
}

async function upsertAwards(
  { trx }: ImportContext,
  rows: readonly object[],
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const stored = await sql<{ key: string; version: number }>`
    insert into managed_project (identifier, destination, offering, portal, state, details,
      details_bytes, earliest_approve, template_id, project_id, previous_project_id,
      applied_allocation, review_comment, created, reviewed_at, reviewed_by, waiting_since,
      waiting_reasons, version)
    select identifier, destination, offering, portal, state, details::jsonb, details_bytes,
      earliest_approve, template_id, project_id, previous_project_id, applied_allocation,
      review_comment, created, reviewed_at, reviewed_by, waiting_since, waiting_reasons::jsonb,
      ${FIRST_VERSION}::integer
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (identifier text,
      destination text, offering text, portal text, state text, details text,
      details_bytes integer, earliest_approve timestamptz, template_id bigint, project_id bigint,
      previous_project_id bigint, applied_allocation text, review_comment text,
      created timestamptz, reviewed_at timestamptz, reviewed_by bigint, waiting_since timestamptz,
      waiting_reasons text)
    on conflict (identifier, destination) do update set state = excluded.state,
      details = excluded.details, details_bytes = excluded.details_bytes,
      earliest_approve = excluded.earliest_approve, template_id = excluded.template_id,
      project_id = excluded.project_id, previous_project_id = excluded.previous_project_id,
      applied_allocation = excluded.applied_allocation, review_comment = excluded.review_comment,
      reviewed_at = excluded.reviewed_at, reviewed_by = excluded.reviewed_by,
      waiting_since = excluded.waiting_since, waiting_reasons = excluded.waiting_reasons,
      version = managed_project.version + 1
    returning identifier || ' ' || destination as key, version`.execute(trx);
  return new Map(stored.rows.map(({ key, version }) => [key, version]));
}

/** A managed project has the credits of the allocation that is in force. */
async function setProjectCredits({ trx }: ImportContext, rows: readonly AwardRow[]): Promise<void> {
  const granted = rows
    .filter(({ credits, project_id }) => credits !== null && project_id !== null)
    .map(({ credits, project_id }) => ({ credits, project_id }));
  if (granted.length === 0) return;
  await sql`update project set credits = given.credits
    from jsonb_to_recordset(${JSON.stringify(granted)}::jsonb)
      as given (project_id bigint, credits numeric)
    where project.id = given.project_id
      and project.credits is distinct from given.credits`.execute(trx);
}
