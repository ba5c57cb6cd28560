import { type Kysely, sql, type Transaction } from 'kysely';
import { ownedByMessage } from '../award/membership.ts';
import type { MembershipControl, ProjectRole } from '../award/vocabulary.ts';
import type { Database } from '../database/schema.ts';

/** Whose role in which project. */
interface Membership {
  projectId: number;
  personId: number;
}

/** The role that somebody has in a project; null where they are no member. */
export async function roleIn(
  db: Kysely<Database>,
  { projectId, personId }: Membership,
): Promise<ProjectRole | null> {
  const row = await db
    .selectFrom('project_role')
    .select('role')
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** Makes somebody a member with this role, or changes theirs; an invitation of theirs is done. */
export async function giveProjectRole(
  trx: Transaction<Database>,
  { projectId, personId, role, now }: Membership & { role: ProjectRole; now: string },
): Promise<void> {
  await sql`
    with invited as (
      delete from invitation using person where person.id = ${personId}
        and invitation.project_id = ${projectId} and invitation.email = lower(person.email))
    insert into project_role (project_id, person_id, role, created)
    values (${projectId}, ${personId}, ${role}, ${now})
    on conflict (project_id, person_id) do update set role = excluded.role`.execute(trx);
}

/** Ends a membership. */
export async function takeProjectRole(
  trx: Transaction<Database>,
  { projectId, personId }: Membership,
): Promise<void> {
  await trx
    .deleteFrom('project_role')
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .execute();
}

/** What of a project's members its award decides (awards.md, Members); nothing without an award. */
export async function ownedByAward(
  db: Kysely<Database>,
  projectId: number,
): Promise<{ roles: boolean; membership: boolean }> {
  const { rows } = await sql<{ named: boolean; control: MembershipControl | null }>`
    select coalesce(jsonb_typeof(details->'members') = 'object', false) as named,
      details->>'membership_control' as control
    from managed_project where project_id = ${projectId}`.execute(db);
  const [award] = rows;
  if (award === undefined) return { roles: false, membership: false };
  return ownedByMessage({
    members: award.named ? {} : null,
    membership_control: award.control ?? 'open',
  });
}
