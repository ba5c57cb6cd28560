import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** That changes are refused at present. */
export interface Maintenance {
  /** RFC 3339. */
  since: string;
  /** What the operator says about it; '' where nothing. */
  message: string;
}

/** The row of `setting` that stands while maintenance lasts. */
export const maintenanceKey = 'maintenance';

/** null: changes are accepted. */
export async function loadMaintenance(db: Kysely<Database>): Promise<Maintenance | null> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', maintenanceKey)
    .executeTakeFirst();
  return (row?.value as Maintenance | undefined) ?? null;
}
