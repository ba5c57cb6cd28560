import { sql, type Transaction } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import { decideRoleMapping } from '../award/decide-without-message.ts';
import { hasChanges } from '../award/award-decision.ts';
import type { Database } from '../database/schema.ts';
import { loadExistingAwards } from './decision-input.ts';
import { storeDecision } from './store-decision.ts';

/** Their details are in memory together. */
const BATCH_SIZE = 25;

/**
 * Applies the role mapping of a template to the members of its awards' projects
 * (docs/rules/awards.md, Members), in the transaction that changed the mapping. Only awards whose
 * members change are written.
 */
export async function applyRoleMapping(
  trx: Transaction<Database>,
  templateId: number,
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  for (let lastId = 0; ; ) {
    const ids = await lockAwardsWithProject(trx, templateId, lastId);
    if (ids.length === 0) return;
    lastId = ids.at(-1) ?? lastId;
    for (const existing of await loadExistingAwards(trx, sql`award.id = any(${ids}::bigint[])`)) {
      const decision = decideRoleMapping(existing);
      if (!hasChanges(decision)) continue;
      const { identifier, destination } = existing;
      const context = { identifier, destination, existing, actor, now: now.toISOString() };
      await storeDecision(trx, context, decision);
    }
  }
}

/** The ids of the next awards of the template that have a project, locked with their projects. */
async function lockAwardsWithProject(
  trx: Transaction<Database>,
  templateId: number,
  lastId: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number; project_id: number }>`
    select id, project_id from managed_project
    where template_id = ${templateId} and project_id is not null
      and state in ('approved', 'pending') and id > ${lastId}
    order by id limit ${BATCH_SIZE} for update`.execute(trx);
  const projectIds = rows.map(({ project_id }) => project_id);
  await sql`select from project where id = any(${projectIds}::bigint[])
    order by id for no key update`.execute(trx);
  return rows.map(({ id }) => id);
}
