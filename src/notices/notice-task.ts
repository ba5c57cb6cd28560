import type { Kysely } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { announceEndingProjects } from './announce-ending-projects.ts';
import { announceUsedCredits } from './announce-used-credits.ts';

interface NoticeTaskOptions {
  db: Kysely<Database>;
  clock: () => Date;
  onError: (error: unknown) => void;
}

const INTERVAL_MS = 15 * 60_000;

/** Announces what becomes true with time, for mail and webhooks; one process at a time looks. */
export function createNoticeTask({ db, clock, onError }: NoticeTaskOptions): PeriodicTask {
  return new PeriodicTask({
    intervalMs: INTERVAL_MS,
    minGapMs: INTERVAL_MS,
    task: async () => {
      await withAdvisoryLock(db, 'notices', async () => {
        const now = clock().toISOString();
        await announceEndingProjects(db, now);
        await announceUsedCredits(db, now);
      });
    },
    onError,
  });
}
