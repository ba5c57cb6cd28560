import type { Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { ImportReport } from './import-report.ts';

/** What each part of an import works with. All of it happens in one transaction. */
export interface ImportContext {
  trx: Transaction<Database>;
  /** The URL of the Waldur. */
  source: string;
  report: ImportReport;
  /** RFC 3339, UTC. */
  now: string;
  /** Our portal's name. */
  portal: string;
  /** Of this service; null where the setting is not made. */
  publicUrl: string | null;
}
