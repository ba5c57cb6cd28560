import type { Transaction } from 'kysely';
import { normalizeEmail } from '../award/email.ts';
import type { ProjectRole } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import type { RoleContext } from './project-role-store.ts';

/**
 * Keeps what the site decided by hand against the next message of an award whose membership is open
 * (docs/rules/awards.md, A6.5): somebody whom the award names and who is removed stays out until
 * the awarding portal drops and names them again or changes their role; a role given by hand ends
 * that. `role` is what the person has from now on; null is none.
 */
export async function updateExclusions(
  trx: Transaction<Database>,
  projectId: number,
  { emails, award }: Pick<RoleContext, 'emails' | 'award'>,
  { role, now }: { role: ProjectRole | null; now: string },
): Promise<void> {
  await trx
    .deleteFrom('project_exclusion')
    .where('project_id', '=', projectId)
    .where('email', 'in', [...emails, ''])
    .execute();
  if (role !== null || award === null || (award.control ?? 'open') !== 'open') return;
  const namedMembers = Object.entries(award.members ?? {}).filter(([email]) =>
    emails.includes(normalizeEmail(email)),
  );
  if (namedMembers.length === 0) return;
  const rows = namedMembers.map(([email, word]) => ({
    project_id: projectId,
    email: normalizeEmail(email),
    role: word,
    created: now,
  }));
  await trx
    .insertInto('project_exclusion')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
