import type { Kysely } from 'kysely';
import { purgeNotifications } from '../bridge/incoming-notification-store.ts';
import { purgeJobs } from '../bridge/purge-jobs.ts';
import type { Settings } from '../config/settings.ts';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { deleteOldInstructions } from '../machines/reconcile/instruction-store.ts';
import { purgeMailLog } from '../mail/mail-log-store.ts';
import { purgeInternalNotes } from '../managed-projects/purge-internal-notes.ts';
import { purgeDeliveryLog } from '../outbox/outbox-store.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { purgeRefusedSignOns } from '../sign-on/refused-sign-on-store.ts';
import { deleteOldEvents } from '../webhooks/message-log.ts';

/** The settings that say how many days each kind is kept. */
export type RetentionSettings = Pick<
  Settings,
  | 'jobLogDays'
  | 'jobResultDays'
  | 'mailLogDays'
  | 'webhookLogDays'
  | 'notificationLogDays'
  | 'instructionLogDays'
  | 'refusedSignOnDays'
  | 'noteDays'
>;

interface PurgeTaskOptions {
  db: Kysely<Database>;
  clock: () => Date;
  settings: RetentionSettings;
  onError: (error: unknown) => void;
}

const INTERVAL_MS = 60_000;
const MS_PER_DAY = 86_400_000;

/** Deletes what is older than it is kept (docs/privacy.md); one process at a time. */
export function createPurgeTask({ db, clock, settings, onError }: PurgeTaskOptions): PeriodicTask {
  let afterNoteId = 0;
  return new PeriodicTask({
    intervalMs: INTERVAL_MS,
    minGapMs: INTERVAL_MS,
    task: async () => {
      await withAdvisoryLock(db, 'purge', async () => {
        afterNoteId = await purgeOldRows(db, clock(), { settings, afterNoteId });
      });
    },
    onError,
  });
}

/**
 * Deletes the next rows of each kind that are older than the settings say. Nothing of an award under
 * legal hold is deleted. Returns the id of the internal note after which the next run goes on.
 */
export async function purgeOldRows(
  db: Kysely<Database>,
  now: Date,
  { settings, afterNoteId }: { settings: RetentionSettings; afterNoteId: number },
): Promise<number> {
  const daysAgo = (days: number): string =>
    new Date(now.getTime() - days * MS_PER_DAY).toISOString();
  await purgeJobs(db, {
    answersBefore: daysAgo(1),
    jobsBefore: daysAgo(settings.jobLogDays),
    resultsBefore: daysAgo(settings.jobResultDays),
  });
  await purgeDeliveryLog(db, daysAgo(settings.jobLogDays));
  await purgeMailLog(db, daysAgo(settings.mailLogDays));
  await deleteOldEvents(db, daysAgo(settings.webhookLogDays));
  await purgeNotifications(db, daysAgo(settings.notificationLogDays));
  await deleteOldInstructions(db, daysAgo(settings.instructionLogDays));
  await purgeRefusedSignOns(db, daysAgo(settings.refusedSignOnDays));
  if (settings.noteDays === null) return 0;
  return purgeInternalNotes(db, { before: daysAgo(settings.noteDays), afterId: afterNoteId });
}
