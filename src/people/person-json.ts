import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type Caller, canReadEverything } from '../http/caller.ts';
import { type BaseUrl, userUrl } from '../http/resource-urls.ts';
import { neutralPersonFields } from './neutral-person-fields.ts';
import { loadPermissions } from './permissions.ts';
import type { PersonRow } from './person-store.ts';

/** Who reads accounts: when others signed in last is for staff and support. */
type PeopleViewer = Pick<Caller, 'isStaff' | 'isSupport' | 'personId'>;

/** Accounts in the form of the API, with the roles of each. */
export async function toPeopleJson(
  db: Kysely<Database>,
  rows: readonly PersonRow[],
  base: BaseUrl,
  viewer: PeopleViewer,
) {
  const permissions = await loadPermissions(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, is_robot: _, ...fields }) => ({
    url: userUrl(base, fields.uuid),
    ...fields,
    last_sign_in: canReadEverything(viewer) || id === viewer.personId ? fields.last_sign_in : null,
    // Only staff deactivate accounts.
    is_admin_deactivated: !fields.is_active,
    ip_address: null,
    permissions: permissions.get(id) ?? [],
    ...neutralPersonFields,
  }));
}

/** One account in the form of the API. */
export async function toPersonJson(
  db: Kysely<Database>,
  row: PersonRow,
  base: BaseUrl,
  viewer: PeopleViewer,
) {
  const [json] = await toPeopleJson(db, [row], base, viewer);
  if (json === undefined) throw new Error('One row makes one account.');
  return json;
}
