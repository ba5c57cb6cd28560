/* What runs beside the service, and how it behaves in maintenance. */

import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { isRefusedByMaintenance } from '../database/sql-state.ts';
import type { App } from '../http/app-context.ts';
import { MaintenanceWatch } from '../maintenance/maintenance-watch.ts';
import { renewMaintenance } from '../maintenance/switch-maintenance.ts';
import type { BatchChannel, Channel } from '../outbox/channel.ts';
import { endExpiredRoles } from '../roles/end-expired-roles.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';

const clock = (): Date => new Date();

/** Makes what logs the errors of a task; that maintenance refused a change is none. */
export type CreateErrorLog = (message: string) => (error: unknown) => void;

/** Logs with `log`, which is called for each error, as it may not exist yet. */
export function logErrorsTo(log: () => App['log'] | null): CreateErrorLog {
  return (message) => (error) => {
    if (!isRefusedByMaintenance(error)) log()?.error({ err: error }, message);
  };
}

/** Has looked for maintenance once; one includes the tables that a migration has just made. */
export async function createMaintenanceWatch(
  db: Kysely<Database>,
  onError: (error: unknown) => void,
): Promise<MaintenanceWatch> {
  await renewMaintenance(db);
  const watch = new MaintenanceWatch({
    db,
    onChange: (maintenance) =>
      console.log(
        maintenance === null
          ? 'Maintenance has ended.'
          : 'Maintenance: changes are refused until `gatehouse maintenance off`.',
      ),
    onError,
  });
  await watch.look();
  return watch;
}

/** The channel with nothing sent in maintenance: that it was could not be recorded. */
export function pauseInMaintenance<Kind extends Channel | BatchChannel>(
  channel: Kind,
  watch: MaintenanceWatch,
): Kind {
  return { ...channel, isReady: () => watch.current === null && channel.isReady() };
}

/** Roles end at most this long after their time. */
const ROLE_EXPIRY_INTERVAL_MS = 20_000;

export function startRoleExpiry(db: Kysely<Database>, createLog: CreateErrorLog): PeriodicTask {
  const task = new PeriodicTask({
    intervalMs: ROLE_EXPIRY_INTERVAL_MS,
    minGapMs: ROLE_EXPIRY_INTERVAL_MS,
    task: async () => void (await endExpiredRoles(db, clock().toISOString())),
    onError: createLog('expired roles could not be ended'),
  });
  task.start();
  return task;
}
