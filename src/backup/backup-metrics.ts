import { Gauge, type Registry } from 'prom-client';
import type { ScheduledBackups } from './scheduled-backups.ts';

/**
 * How the scheduled backups stand; no values without them. Returns a function that updates them, for
 * each scrape.
 */
export function registerBackupMetrics(
  register: Registry,
  backups: Pick<ScheduledBackups, 'readState'> | null,
): () => Promise<void> {
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: `gatehouse_backup_${name}`, help, registers: [register] });
  const age = gauge(
    'age_seconds',
    'Age of the newest scheduled backup; infinite: there is none, or its folder cannot be read',
  );
  const interval = gauge('interval_seconds', 'From one scheduled backup to the next');
  const failed = gauge('failed_attempts', 'Attempts since the last backup that succeeded');
  return async () => {
    if (backups === null) {
      for (const each of [age, interval, failed]) each.remove();
      return;
    }
    const state = await backups.readState();
    age.set(state.ageSeconds);
    interval.set(state.intervalSeconds);
    failed.set(state.failedAttempts);
  };
}
