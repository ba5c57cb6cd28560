import { sql, type Transaction } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import { decideProjectRemoved } from '../award/decide-without-message.ts';
import { hasChanges } from '../award/award-decision.ts';
import { toDecisionTime } from '../award/existing-award.ts';
import type { Database } from '../database/schema.ts';
import { lockRow, OvertakenError } from '../database/transaction.ts';
import { lockAwardForMessage } from './award-locks.ts';
import { type AwardKey, loadDecisionInput } from './decision-input.ts';
import { storeDecision } from './store-decision.ts';

/**
 * Sends the award that manages a project back to the reviewers, or cancels it where the project had
 * ended (docs/rules/awards.md, A8.10), in the transaction that marks the project as removed. Call
 * it before that transaction locks the project: awards are locked before their projects.
 */
export async function detachRemovedProject(
  trx: Transaction<Database>,
  projectId: number,
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  const awardKey = await findAwardOfProject(trx, projectId);
  if (awardKey === null) return lockUnmanagedProject(trx, projectId);
  await lockAwardForMessage(trx, awardKey);
  const { existing } = await loadDecisionInput(trx, awardKey);
  if (existing?.project?.id !== projectId) return;
  const time = toDecisionTime(now);
  const decision = decideProjectRemoved(existing, time);
  if (!hasChanges(decision)) return;
  await storeDecision(trx, { ...awardKey, existing, actor, now: time.now }, decision);
}

async function findAwardOfProject(
  trx: Transaction<Database>,
  projectId: number,
): Promise<AwardKey | null> {
  const { rows } = await sql<AwardKey>`
    select identifier, destination from managed_project where project_id = ${projectId}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Throws OvertakenError where an award was attached before the project could be locked. */
async function lockUnmanagedProject(trx: Transaction<Database>, projectId: number): Promise<void> {
  await lockRow(trx, 'project', projectId);
  if ((await findAwardOfProject(trx, projectId)) !== null) throw new OvertakenError();
}
