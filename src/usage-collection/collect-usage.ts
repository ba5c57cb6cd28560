/* Collects the usage and storage of one project on one resource. */

import type { Kysely, Transaction } from 'kysely';
import type { Day } from '../award/dates.ts';
import { toUtcDay } from '../award/dates.ts';
import type { BridgeClient } from '../bridge/bridge-client.ts';
import type { Database } from '../database/schema.ts';
import { formatCommand, type ReportQuestion } from '../machines/network/instruction.ts';
import {
  followInstruction,
  type InstructionResult,
  submitInstruction,
} from '../machines/network/run-instruction.ts';
import type { Collection } from './claim-collections.ts';
import { addDays, type DateRange } from '../usage/date-range.ts';
import { type CollectProblem, finishCollection } from './finish-collection.ts';
import { forgetReportedQuotas, forgetReportedUsers } from '../usage/forget-reported-people.ts';
import { findFirstNamedDay } from '../usage/find-first-named-day.ts';
import { parseStorageReport } from '../usage/parse-storage-report.ts';
import { parseUsageReport } from '../usage/parse-usage-report.ts';
import { planQuestions } from './plan-questions.ts';
import { storeStorage } from '../usage/storage-store.ts';
import { loadCompleteDays, storeUsage } from '../usage/usage-store.ts';

export interface CollectContext {
  db: Kysely<Database>;
  client: BridgeClient;
  clock: () => Date;
  /** Our portal's name. */
  portal: () => string;
  /** After how many days figures no longer say whose they are; null: never. */
  usagePersonDays: number | null;
  /** Ends the waiting. */
  signal: AbortSignal;
}

/** Collects what is due for one project on a resource, and stores when it is due again. */
export async function collectUsage(context: CollectContext, collection: Collection): Promise<void> {
  const today = toUtcDay(context.clock());
  const days = { from: collection.firstDay, to: today };
  const complete = await loadCompleteDays(context.db, collection.machineProjectId, days);
  let problem: CollectProblem | null = null;
  let hasRecentChange = false;
  const { ranges, isCut } = planQuestions(collection, complete, today);
  for (const range of ranges) {
    const outcome = await collectRange(context, collection, range, today);
    if ('message' in outcome) {
      problem = outcome;
      break;
    }
    hasRecentChange ||= outcome.changed.some((day) => day >= addDays(today, -1));
  }
  problem ??= await collectStorage(context, collection);
  await finishCollection(context.db, collection, {
    problem,
    hasRecentChange,
    hasMoreDays: isCut && (await hasNewCompleteDays(context.db, collection, days, complete.size)),
    now: context.clock(),
  });
}

/** Without it, the next collection would ask the same again. */
async function hasNewCompleteDays(
  db: Kysely<Database>,
  { machineProjectId }: Collection,
  days: DateRange,
  before: number,
): Promise<boolean> {
  return (await loadCompleteDays(db, machineProjectId, days)).size > before;
}

async function collectRange(
  context: CollectContext,
  collection: Collection,
  range: DateRange,
  today: Day,
): Promise<CollectProblem | { changed: Day[] }> {
  const result = await ask(context, collection, { verb: 'get_usage_report', ...range });
  if (result.outcome === 'error') return toProblem(result);
  const project = `${collection.projectShortName}.${context.portal()}`;
  const report = parseUsageReport(result.text, { project, range, today });
  if (report.code === 'days_missing') {
    const [first] = report.missing;
    return {
      message: `The agents know nothing of ${first}: their scheduler is down.`,
      isTooLong: false,
    };
  }
  if (report.code === 'refused') return toRefusal('usage', report);
  const { machineProjectId } = collection;
  const before = findFirstNamedDay(context.clock(), context.usagePersonDays);
  const reported = { days: report.days, before };
  const changed = await inTransaction(context, collection, async (trx) =>
    storeUsage(trx, collection, await forgetReportedUsers(trx, machineProjectId, reported)),
  );
  return { changed };
}

async function collectStorage(
  context: CollectContext,
  collection: Collection,
): Promise<CollectProblem | null> {
  const result = await ask(context, collection, { verb: 'get_storage_report' });
  if (result.outcome === 'error') return toProblem(result);
  const project = `${collection.projectShortName}.${context.portal()}`;
  const report = parseStorageReport(result.text, { project, now: context.clock() });
  if (report.code === 'refused') return toRefusal('storage', report);
  const { machineProjectId } = collection;
  const before = findFirstNamedDay(context.clock(), context.usagePersonDays);
  await inTransaction(context, collection, async (trx) => {
    const stored = await forgetReportedQuotas(trx, machineProjectId, { report, before });
    await storeStorage(trx, machineProjectId, stored);
  });
  return null;
}

async function ask(
  { client, portal, signal }: CollectContext,
  { destination, projectShortName }: Collection,
  question: ReportQuestion,
): Promise<InstructionResult> {
  const target = { destination, portal: portal(), projectShortName };
  const submitted = await submitInstruction(client, formatCommand(target, question));
  if ('outcome' in submitted) return submitted;
  return followInstruction(client, submitted.jobId, { signal });
}

/** Holds the collection's row, so that one process at a time writes the figures of a project. */
function inTransaction<Result>(
  { db }: CollectContext,
  { machineProjectId }: Collection,
  work: (trx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('usage_collection')
      .select('machine_project_id')
      .where('machine_project_id', '=', machineProjectId)
      .forUpdate()
      .execute();
    return work(trx);
  });
}

function toProblem({ error }: Extract<InstructionResult, { outcome: 'error' }>): CollectProblem {
  return { message: error.message, isTooLong: error.kind === 'unknown_outcome' };
}

function toRefusal(kind: string, { field, rule }: { field: string; rule: string }): CollectProblem {
  return { message: `The ${kind} report was refused. ${field}: ${rule}`, isTooLong: false };
}
