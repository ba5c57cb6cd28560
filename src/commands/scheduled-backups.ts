import type { ScheduledBackups } from '../backup/scheduled-backups.ts';
import type { Settings } from '../config/settings.ts';
import type { App } from '../http/app-context.ts';
import type { OpenDatabase } from '../service/open-database.ts';

/**
 * The backups that the settings ask for, not started; null where they ask for none. `log` is called for
 * each line, as it may not exist yet.
 */
export async function createScheduledBackups(
  { db, openPool }: OpenDatabase,
  { backupDir, backupIntervalHours, backupKeep, backupRecipients }: Settings,
  clock: () => Date,
  log: () => App['log'] | null,
): Promise<ScheduledBackups | null> {
  if (backupDir === null) return null;
  const backups = await import('../backup/scheduled-backups.ts');
  return new backups.ScheduledBackups({
    db,
    openPool: () => openPool({ name: 'backups', max: 1, disableQueryTimeout: true }),
    clock,
    schedule: {
      dir: backupDir,
      intervalHours: backupIntervalHours,
      keep: backupKeep,
      recipients: backupRecipients ?? [],
    },
    onBackup: (summary) => log()?.info(summary, 'a backup was written and verified'),
    onError: (error) => log()?.error({ err: error }, 'no backup could be written'),
  });
}
