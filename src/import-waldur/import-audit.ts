import { measureJson } from '../award/printed-size.ts';
import { BadInput } from '../award/bad-input.ts';
import { compareStoredDetails } from '../audit/details-change.ts';
import { parseJsonValue } from '../award/json-value.ts';
import { parseAwardMessage } from '../award/parse-award-message.ts';
import { toWireDetails } from '../award/wire-details.ts';
import { type AuditEventType, auditEventTypes, type DecisionAction } from '../award/award-enums.ts';
import { findRobot } from './award-references.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { loadLocalIds, saveRecords } from './import-records.ts';
import { planBatch, type PlannedItem } from './plan-batch.ts';
import { formatAwardKey, type WaldurItem } from './waldur-shapes.ts';

/** What Waldur's event types say is done, in our words. */
const actions: Record<AuditEventType, DecisionAction> = {
  created: 'created',
  approved: 'approved',
  rejected: 'rejected',
  deleted: 'deleted',
  note_added: 'note_added',
  details_updated: 'updated',
  project_attached: 'attached',
  project_detached: 'detached',
};

/**
 * Adds Waldur's audit entries to ours, in the order of their times, with their authors and details.
 * `changedHere`: keys of awards that were decided about here since the last import; their history goes
 * on here. Returns the keys of the awards that got an entry.
 */
export async function importAudit(
  context: ImportContext,
  changedHere: ReadonlySet<string>,
): Promise<Set<string>> {
  const robotId = await findRobot(context);
  const awards = new Set<string>();
  for await (const batch of readCopiedItems(context.trx, context.source, 'audit_entry')) {
    const planned = await planBatch(context, 'audit_entry', batch);
    const kept = planned.filter((entry) => isNew(context, entry, changedHere));
    for (const { item } of await storeEntries(context, kept, robotId)) {
      awards.add(formatAwardKey(item));
    }
  }
  return awards;
}

function isNew(
  { report }: ImportContext,
  { key, item, record }: PlannedItem<'audit_entry'>,
  changedHere: ReadonlySet<string>,
): boolean {
  const name = `${key} of ${item.identifier}`;
  if (record !== null) {
    report.leaveOut('audit_entry', name, 'it is here already, and entries never change');
  } else if (changedHere.has(formatAwardKey(item))) {
    report.leaveOut('audit_entry', name, 'its award was changed here since the last import');
  } else return true;
  return false;
}

async function storeEntries(
  context: ImportContext,
  planned: readonly PlannedItem<'audit_entry'>[],
  robotId: number,
): Promise<PlannedItem<'audit_entry'>[]> {
  const authors = await loadLocalIds(
    context,
    'person',
    planned.flatMap(({ item }) => item.performed_by_uuid ?? []),
  );
  const rows: NonNullable<ReturnType<typeof toRow>>[] = [];
  const stored: PlannedItem<'audit_entry'>[] = [];
  for (const entry of planned) {
    const { performed_by_uuid: author } = entry.item;
    const performer = (author === null ? undefined : authors.get(author)) ?? robotId;
    const row = toRow(context, entry, performer);
    if (row === null) continue;
    rows.push(row);
    stored.push(entry);
  }
  if (rows.length > 0) await context.trx.insertInto('audit_entry').values(rows).execute();
  context.report.add('audit_entry', 'created', rows.length);
  await saveRecords(context, 'audit_entry', stored);
  return stored;
}

/** null for an entry that cannot be stored. */
function toRow(
  { report }: ImportContext,
  { key, item }: PlannedItem<'audit_entry'>,
  performer: number,
) {
  const eventType = auditEventTypes.find((known) => known === item.event_type);
  try {
    if (eventType === undefined) throw new BadInput('event_type', `${item.event_type} is unknown.`);
    return {
      identifier: item.identifier,
      destination: item.destination,
      timestamp: item.timestamp,
      event_type: eventType,
      action: actions[eventType],
      note: item.note,
      performed_by: performer,
      ...toDetailsColumns(item),
    };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    report.leaveOut('audit_entry', `${key} of ${item.identifier}`, error.message);
    return null;
  }
}

/** Whole details after the entry, with the way back: half of both wholes (migration 0013). */
function toDetailsColumns({ previous_details, new_details }: WaldurItem<'audit_entry'>) {
  const previous = previous_details && normalizeDetails(previous_details, 'previous_details');
  const next = new_details && normalizeDetails(new_details, 'new_details');
  const hasBoth = previous !== null && next !== null;
  const change = hasBoth ? { backward: compareStoredDetails(next, previous) } : null;
  return {
    previous_details: toJson(hasBoth ? null : previous),
    new_details: toJson(next),
    details_change: toJson(change),
    previous_bytes: previous && measureJson(previous),
    new_bytes: next && measureJson(next),
  };
}

// Kysely types JSON as never null, although SQL's null stands for "no details".
const toJson = (value: object | null): string => (value && JSON.stringify(value)) as string;

/** As details are stored here; details of the past that break a rule stay as they were. */
function normalizeDetails(
  details: Record<string, unknown>,
  field: string,
): Record<string, unknown> {
  try {
    return toWireDetails(parseAwardMessage(details).details);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return parseJsonValue({ ...details, key: null }, field) as Record<string, unknown>;
  }
}
