import type { Registry } from 'prom-client';
import { registerBackupMetrics } from './backup/backup-metrics.ts';
import type { ScheduledBackups } from './backup/scheduled-backups.ts';
import { registerBridgeMetrics } from './bridge/bridge-metrics.ts';
import type { BridgeStatusContext } from './bridge/load-bridge-status.ts';
import { registerPoolMetrics } from './database/pool-metrics.ts';
import { registerMachineMetrics } from './machines/machine-metrics.ts';
import { registerAwardMetrics } from './managed-projects/award-metrics.ts';
import { registerCollectionMetrics } from './usage-collection/collection-metrics.ts';

/** What the metrics are read from. */
export type MetricsContext = BridgeStatusContext & {
  backups: Pick<ScheduledBackups, 'readState'> | null;
};

/**
 * Registers every metric but those of the process and its requests. Returns a function that updates
 * them, for each scrape; it throws where the database cannot be read.
 */
export function registerServiceMetrics(
  register: Registry,
  { backups, ...context }: MetricsContext,
): () => Promise<void> {
  const updates = [
    registerPoolMetrics(register),
    registerAwardMetrics(register, context),
    registerBridgeMetrics(register, context),
    registerMachineMetrics(register, context),
    registerCollectionMetrics(register, context),
    registerBackupMetrics(register, backups),
  ];
  return async () => void (await Promise.all(updates.map((update) => update())));
}
