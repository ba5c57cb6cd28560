import type { Kysely } from 'kysely';
import type { ProjectIdentifier } from '../award/identifiers.ts';
import { createUserIdentifier, sanitizeEmailForMapping } from '../award/user-mapping.ts';
import type { Database } from '../database/schema.ts';
import { findGrantedProject, findUncanceledAward, unknownAwardResult } from './award-queries.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';

/**
 * get_users: the active members of the project as UserMappings. One entry outside the grammar makes
 * the reader refuse the whole list, so an email that cannot be written is left out, and the award
 * shows which (docs/rules/openportal.md, O2.4).
 */
export async function getUsers(
  context: CommandContext,
  identifier: ProjectIdentifier,
  offering: string,
): Promise<CommandResult> {
  const award = await findUncanceledAward(context, identifier, offering);
  if (award === null) return unknownAwardResult;
  const project = findGrantedProject(award);
  const members = project === null ? [] : await loadActiveMembers(context.db, project.id);
  const takenNames = new Set<string>();
  const leftOut: string[] = [];
  const mappings = members.flatMap(({ username, email }) => {
    const mappable = sanitizeEmailForMapping(email);
    if (mappable === null) {
      leftOut.push(describeLeftOut(username, email));
      return [];
    }
    const user = createUserIdentifier(username, identifier.text, takenNames);
    return [`${user}:${mappable}:${identifier.text}`];
  });
  await storeUserListProblem(context.db, award.id, leftOut.join(' ') || null);
  return { type: 'Vec<UserMapping>', value: mappings };
}

function describeLeftOut(username: string, email: string): string {
  const reason =
    email === '' ? 'has no email' : `has the email "${email}", which get_users cannot name`;
  return `${username} ${reason}; left out of the list of users.`;
}

function loadActiveMembers(db: Kysely<Database>, projectId: number) {
  return db
    .selectFrom('project_role')
    .innerJoin('person', 'person.id', 'project_role.person_id')
    .select(['username', 'email'])
    .where('project_id', '=', projectId)
    .where('is_active', '=', true)
    .orderBy('username')
    .execute();
}

/** Writes only where it changed: the list is asked for on every cycle. */
async function storeUserListProblem(
  db: Kysely<Database>,
  awardId: number,
  problem: string | null,
): Promise<void> {
  const stored = await db
    .selectFrom('managed_project')
    .select('user_list_problem')
    .where('id', '=', awardId)
    .executeTakeFirst();
  if (stored === undefined || stored.user_list_problem === problem) return;
  await db
    .updateTable('managed_project')
    .set({ user_list_problem: problem })
    .where('id', '=', awardId)
    .execute();
}
