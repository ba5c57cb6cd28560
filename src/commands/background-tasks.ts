/* What runs beside the service, and how it behaves in maintenance. */

import type { Kysely } from 'kysely';
import { ScheduledBackups } from '../backup/scheduled-backups.ts';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import { isRefusedByMaintenance } from '../database/sql-state.ts';
import type { App } from '../http/app-context.ts';
import { MaintenanceWatch } from '../maintenance/maintenance-watch.ts';
import { renewMaintenance } from '../maintenance/switch-maintenance.ts';
import type { BatchChannel, Channel } from '../outbox/channel.ts';
import { endExpiredRoles } from '../roles/end-expired-roles.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import type { OpenDatabase } from '../service/open-database.ts';

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

/** Not started; null where no folder for backups is set. */
export function createScheduledBackups(
  { db, openPool }: OpenDatabase,
  { backupDir, backupIntervalHours, backupKeep, backupRecipients }: Settings,
  log: App['log'],
): ScheduledBackups | null {
  if (backupDir === null) return null;
  return new ScheduledBackups({
    db,
    openPool: () => openPool({ max: 1, disableQueryTimeout: true }),
    clock,
    schedule: {
      dir: backupDir,
      intervalHours: backupIntervalHours,
      keep: backupKeep,
      recipients: backupRecipients ?? [],
    },
    onBackup: (summary) => log.info(summary, 'a backup was written and verified'),
    onError: (error) => log.error({ err: error }, 'no backup could be written'),
  });
}
