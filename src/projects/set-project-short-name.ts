import { toActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { parseProjectShortName } from '../award/project-short-name.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { conflictError } from '../errors/refused-error.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { updateWanted } from '../wanted-state/update-wanted.ts';
import { requireVisibleProject } from './project-service.ts';
import { type ProjectRow, updateProject } from './project-store.ts';
import { isShortNameTaken } from './short-names.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock' | 'portal'>;

/**
 * Gives a project that has no short name one, with an audit entry; staff only. A name that it has
 * never changes, since machines may know it (docs/rules/machines.md, M1.2). Throws BadInput for a name
 * that breaks the rules or was ever a project's, RefusedError (`forbidden`, `conflict`).
 */
export async function setProjectShortName(
  { db, clock, portal }: ServiceContext,
  caller: Caller,
  project: ProjectRow,
  given: string,
): Promise<void> {
  requireStaff(caller);
  const shortName = parseProjectShortName(given, portal());
  try {
    await runInTransaction(db, async (trx) => {
      await lockRow(trx, 'project', project.id);
      const before = (await requireVisibleProject({ db: trx }, caller, project.uuid)).short_name;
      if (before === shortName) return;
      if (before !== null) throw conflictError('The short name of a project never changes.');
      await updateProject(trx, project.id, { short_name: shortName });
      await updateWanted(trx, [project.id], { now: clock(), actor: toActor(caller) });
      await recordDifference(trx, toActor(caller), {
        at: clock().toISOString(),
        action: 'project.changed',
        subject: { uuid: project.uuid, name: project.name },
        before: { short_name: null },
        after: { short_name: shortName },
      });
    });
  } catch (error) {
    if (!isShortNameTaken(error)) throw error;
    throw new BadInput('shortname', 'This short name is or was another project’s.');
  }
}
