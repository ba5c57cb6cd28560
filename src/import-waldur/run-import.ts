import { type Kysely, sql, type Transaction } from 'kysely';
import { commandLineActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { StartError } from '../errors/start-error.ts';
import { lockAllEmails } from '../people/unique-email.ts';
import { findViolationsInTransaction } from '../service/integrity-rules.ts';
import { addImportedStates, addMissingArrivals, findAwardsChangedHere } from './complete-audit.ts';
import { dropCopy, IMPORT_LOCK } from './copy-store.ts';
import { copyWaldur } from './copy-waldur.ts';
import { importAudit } from './import-audit.ts';
import { importAwards } from './import-awards.ts';
import type { ImportContext } from './import-context.ts';
import { importCustomers } from './import-customers.ts';
import { importInvitations } from './import-invitations.ts';
import { importPeople } from './import-people.ts';
import { importPersonNames } from './import-person-names.ts';
import { resolveImportPortal } from './import-portal.ts';
import { importProjects } from './import-projects.ts';
import { ImportReport } from './import-report.ts';
import { importCustomerRoles, importProjectRoles } from './import-roles.ts';
import { importTemplates } from './import-templates.ts';
import { loadPastDecisions } from './past-decisions.ts';
import { continueShortNameSeries } from './short-name-series.ts';
import type { WaldurClient } from './waldur-client.ts';

/** Longer than any import lasts. */
const MAX_LOCK_SECONDS = 7 * 24 * 3600;

export interface ImportOptions {
  db: Kysely<Database>;
  client: WaldurClient;
  /** The URL of the Waldur. */
  source: string;
  /** Our portal's name as it is set; null where it is not. */
  portal: string | null;
  publicUrl: string | null;
  /** Does everything and takes it back. */
  isDryRun: boolean;
  clock: () => Date;
  /** Called with lines for the operator. */
  say: (line: string) => void;
}

/** What an import did, or would do; it did nothing where there are collisions or violations. */
export interface ImportResult {
  report: ImportReport;
  /** Inconsistencies that the import would leave, as `gatehouse check` words them. */
  violations: string[];
}

/**
 * Copies a Waldur and makes of the copy what is not here yet, all in one transaction. The pool needs
 * no limit on the time of statements. Throws StartError where Waldur cannot be read or another import
 * is under way; the copy stays for the next try.
 */
export async function runImport(options: ImportOptions): Promise<ImportResult> {
  const { db, source, clock, say } = options;
  const result = await withAdvisoryLock(
    db,
    IMPORT_LOCK,
    async () => {
      await copyWaldur(options);
      say('Everything is copied.');
      const applied = await applyCopy(options, clock().toISOString());
      await dropCopy(db, source);
      return applied;
    },
    MAX_LOCK_SECONDS,
  );
  if (result === null) throw new StartError('Another import is under way.');
  return result;
}

/** Ends the transaction of an import without its changes. */
class TakeBackError extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('The import was taken back.');
    this.result = result;
  }
}

async function applyCopy(options: ImportOptions, now: string): Promise<ImportResult> {
  try {
    return await options.db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx);
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
      const result = await importInTransaction(trx, options, now);
      const isRefused = result.report.collisions.length + result.violations.length > 0;
      if (options.isDryRun || isRefused) throw new TakeBackError(result);
      return result;
    });
  } catch (error) {
    if (error instanceof TakeBackError) return error.result;
    throw error;
  }
}

async function importInTransaction(
  trx: Transaction<Database>,
  { source, portal: wanted, publicUrl, say }: ImportOptions,
  now: string,
): Promise<ImportResult> {
  // Before any row: accounts are made with emails, of which an erasure must see every one.
  await lockAllEmails(trx);
  const report = new ImportReport();
  const portal = await resolveImportPortal(trx, source, { wanted, now });
  const context: ImportContext = { trx, source, report, now, portal, publicUrl };
  await importCustomers(context);
  await importPeople(context);
  await importPersonNames(context);
  await importCustomerRoles(context);
  await importProjects(context);
  await importProjectRoles(context);
  await importTemplates(context);
  await importAwardsWithAudit(context);
  await importInvitations(context);
  await continueShortNameSeries(context);
  await recordImport(context);
  if (report.collisions.length > 0) return { report, violations: [] };
  say('Checking that the database would be consistent.');
  return { report, violations: await findViolationsInTransaction(trx) };
}

async function importAwardsWithAudit(context: ImportContext): Promise<void> {
  const decisions = await loadPastDecisions(context);
  const changedHere = await findAwardsChangedHere(context);
  const written = await importAwards(context, decisions);
  await addMissingArrivals(context, written, decisions);
  const audited = await importAudit(context, changedHere);
  await addImportedStates(context, [...new Set([...written, ...audited])]);
}

async function recordImport({ trx, report, source, now }: ImportContext): Promise<void> {
  const changes = report.countChanges();
  if (Object.keys(changes).length === 0) return;
  await recordChange(trx, commandLineActor, {
    at: now,
    action: 'settings.imported_from_waldur',
    subject: { uuid: null, name: source },
    before: null,
    after: changes,
  });
}
