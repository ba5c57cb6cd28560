import { sql, type Transaction } from 'kysely';
import type { Caller, Viewer } from '../http/caller.ts';
import { isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import type { AwardKey } from './decision-input.ts';

/*
 * Locks for a decision: what is read after them stays so until the transaction ends. An award is
 * locked before its projects, always in this order.
 */

/**
 * Locks an award and its projects for a message, and the award key itself, so that no other message
 * makes the same award meanwhile.
 */
export async function lockAwardForMessage(
  trx: Transaction<Database>,
  { identifier, destination }: AwardKey,
): Promise<void> {
  const name = `${identifier} ${destination}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
  const award = await trx
    .selectFrom('managed_project')
    .select(['project_id', 'previous_project_id'])
    .where('identifier', '=', identifier)
    .where('destination', '=', destination)
    .forUpdate()
    .executeTakeFirst();
  if (award) await lockProjects(trx, award);
}

/**
 * Locks an award and its projects for a decision of a person. Says whether that person is a
 * reviewer of the award; null, and nothing locked, where there is none that they may see.
 */
export async function lockAwardForReview(
  trx: Transaction<Database>,
  { identifier, destination }: AwardKey,
  { personId, isStaff, isSupport }: Caller,
): Promise<{ isReviewer: boolean } | null> {
  const values = { identifier, destination, personId };
  const [award] = await selectAwardForUpdate(trx, values, { isStaff, isSupport });
  if (award === undefined) return null;
  await lockProjects(trx, award);
  return { isReviewer: award.is_reviewer };
}

interface LockedAwardRow {
  project_id: number | null;
  previous_project_id: number | null;
  is_reviewer: boolean;
}

const selectAwardForUpdate = compileOnce<
  AwardKey & { personId: number },
  Omit<Viewer, 'personId'>,
  LockedAwardRow
>(
  ({ identifier, destination, personId }, viewer) => sql`
    select project_id, previous_project_id, ${isReviewerSql(personId)} as is_reviewer
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...viewer, personId })}
    for update of managed_project`,
);

async function lockProjects(
  trx: Transaction<Database>,
  { project_id, previous_project_id }: Omit<LockedAwardRow, 'is_reviewer'>,
): Promise<void> {
  const ids = [project_id, previous_project_id].filter((id) => id !== null);
  if (ids.length === 0) return;
  await trx
    .selectFrom('project')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}
