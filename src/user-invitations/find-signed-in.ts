import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { RoleHolder } from '../projects/project-role-service.ts';

/** The one active person who has signed in with this email; null where there are none or several. */
export async function findSignedIn(
  db: Kysely<Database>,
  email: string,
): Promise<RoleHolder | null> {
  const rows = await db
    .selectFrom('person_email')
    .innerJoin('person', 'person.id', 'person_email.person_id')
    .select(['person.id', 'person.uuid', 'person.username', 'person.email'])
    .where('person_email.email', '=', email)
    .where('person.is_active', '=', true)
    .where('person.is_robot', '=', false)
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0] ?? null) : null;
}
