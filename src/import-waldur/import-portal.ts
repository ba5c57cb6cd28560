import { sql, type Transaction } from 'kysely';
import { commandLineActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { StartError } from '../errors/start-error.ts';
import { storePortalName } from '../service/portal-name.ts';

/**
 * Our portal's name: as set, as stored where there are awards, else as the destinations of Waldur's
 * awards have it; it is stored. Throws StartError where the set one differs from that of awards here.
 */
export async function resolveImportPortal(
  trx: Transaction<Database>,
  source: string,
  { wanted, now }: { wanted: string | null; now: string },
): Promise<string> {
  const { rows } = await sql<{ stored: string | null; hasAwards: boolean; found: string | null }>`
    select (select value #>> '{}' from setting where key = 'portal') as stored,
      exists (select from managed_project) as "hasAwards",
      (select mode() within group (order by split_part(split_part(key, ' ', 2), '.', 2))
        from waldur_item where source = ${source} and kind = 'award') as found`.execute(trx);
  const { stored, hasAwards, found } = rows[0] as (typeof rows)[number];
  if (hasAwards && stored !== null && wanted !== null && wanted !== stored) {
    throw new StartError(
      `GATEHOUSE_PORTAL is ${wanted}, but there are awards of the portal ${stored}.`,
    );
  }
  const name = wanted ?? (hasAwards ? stored : null) ?? (found || null) ?? stored ?? 'site';
  if (name === stored) return name;
  await storePortalName(trx, commandLineActor, { stored, name, at: now });
  return name;
}
