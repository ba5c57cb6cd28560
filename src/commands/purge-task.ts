import type { Kysely } from 'kysely';
import { purgeClientIps } from '../admin-audit/purge-client-ips.ts';
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
  | 'auditClientIpDays'
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

/** Deletes rows past their retention (docs/privacy.md); one process at a time. */
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
 * legal hold is deleted. Returns the id of the internal note after which the next run goes on. Where
 * some kinds fail the others are deleted all the same, and it throws an AggregateError.
 */
export async function purgeOldRows(
  db: Kysely<Database>,
  now: Date,
  { settings, afterNoteId }: { settings: RetentionSettings; afterNoteId: number },
): Promise<number> {
  const daysAgo = (days: number): string =>
    new Date(now.getTime() - days * MS_PER_DAY).toISOString();
  const { auditClientIpDays, noteDays } = settings;
  let lastNoteId = 0;
  const purges: (() => Promise<unknown>)[] = [
    () =>
      purgeJobs(db, {
        answersBefore: daysAgo(1),
        jobsBefore: daysAgo(settings.jobLogDays),
        resultsBefore: daysAgo(settings.jobResultDays),
      }),
    () => purgeDeliveryLog(db, daysAgo(settings.jobLogDays)),
    () => purgeMailLog(db, daysAgo(settings.mailLogDays)),
    () => deleteOldEvents(db, daysAgo(settings.webhookLogDays)),
    () => purgeNotifications(db, daysAgo(settings.notificationLogDays)),
    () => deleteOldInstructions(db, daysAgo(settings.instructionLogDays)),
    () => purgeRefusedSignOns(db, daysAgo(settings.refusedSignOnDays)),
    async () => {
      if (auditClientIpDays !== null) await purgeClientIps(db, daysAgo(auditClientIpDays));
    },
    async () => {
      if (noteDays === null) return;
      lastNoteId = await purgeInternalNotes(db, {
        before: daysAgo(noteDays),
        afterId: afterNoteId,
      });
    },
  ];
  const errors: unknown[] = [];
  for (const purge of purges) {
    try {
      await purge();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Some old rows could not be deleted.');
  return lastNoteId;
}
