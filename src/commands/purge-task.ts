import type { Kysely } from 'kysely';
import { purgeJobs } from '../bridge/purge-jobs.ts';
import type { Settings } from '../config/settings.ts';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { purgeDeliveryLog } from '../outbox/outbox-store.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';

interface PurgeTaskOptions {
  db: Kysely<Database>;
  clock: () => Date;
  settings: Pick<Settings, 'jobLogDays' | 'jobResultDays'>;
  onError: (error: unknown) => void;
}

const INTERVAL_MS = 60_000;
const MS_PER_DAY = 86_400_000;

/** Deletes old jobs, their results and the log of deliveries; one process at a time. */
export function createPurgeTask({ db, clock, settings, onError }: PurgeTaskOptions): PeriodicTask {
  return new PeriodicTask({
    intervalMs: INTERVAL_MS,
    minGapMs: INTERVAL_MS,
    task: async () => {
      const now = clock().getTime();
      const daysAgo = (days: number): string => new Date(now - days * MS_PER_DAY).toISOString();
      await withAdvisoryLock(db, 'purge', async () => {
        await purgeJobs(db, {
          answersBefore: daysAgo(1),
          jobsBefore: daysAgo(settings.jobLogDays),
          resultsBefore: daysAgo(settings.jobResultDays),
        });
        await purgeDeliveryLog(db, daysAgo(settings.jobLogDays));
      });
    },
    onError,
  });
}
