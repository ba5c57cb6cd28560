import type { Kysely } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import type { MailConfig } from './mail-config.ts';
import { sendDueDigests } from './send-digests.ts';
import { sendReminders } from './send-reminders.ts';

interface MailTaskOptions {
  db: Kysely<Database>;
  clock: () => Date;
  config: Pick<MailConfig, 'reminderDays'>;
  onError: (error: unknown) => void;
}

const INTERVAL_MS = 60_000;

/** Sends digests and reminders; one process at a time. */
export function createMailTask({ db, clock, config, onError }: MailTaskOptions): PeriodicTask {
  return new PeriodicTask({
    intervalMs: INTERVAL_MS,
    minGapMs: INTERVAL_MS,
    task: async () => {
      await withAdvisoryLock(db, 'mail task', async () => {
        const now = clock();
        await sendDueDigests(db, now.toISOString());
        await sendReminders(db, { now: now.toISOString(), days: config.reminderDays });
      });
    },
    onError,
  });
}
