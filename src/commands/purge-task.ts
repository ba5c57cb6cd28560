import type { Kysely } from 'kysely';
import { deleteEndedSessions } from '../access/start-and-end-sessions.ts';
import { purgeClientIps } from '../admin-audit/purge-client-ips.ts';
import { purgeNotifications } from '../bridge/incoming-notification-store.ts';
import { purgeJobs } from '../bridge/purge-jobs.ts';
import type { Settings } from '../config/settings.ts';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { dropOldCopies } from '../import-waldur/drop-old-copies.ts';
import { deleteOldInstructions } from '../machines/reconcile/instruction-store.ts';
import { purgeMailLog } from '../mail/mail-log-store.ts';
import { purgeInternalNotes } from '../managed-projects/purge-internal-notes.ts';
import { purgeDeliveryLog } from '../outbox/outbox-store.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { purgeRefusedSignOns } from '../sign-on/refused-sign-on-store.ts';
import { findFirstNamedDay } from '../usage/find-first-named-day.ts';
import {
  forgetStoragePeople,
  forgetUsagePeople,
  type UsagePlace,
} from '../usage/forget-usage-people.ts';
import { deleteOldEvents } from '../webhooks/message-log.ts';

/** The settings that say how many days each kind is kept. */
export type RetentionSettings = Pick<
  Settings,
  | 'jobLogDays'
  | 'jobResultDays'
  | 'jobAnswerDays'
  | 'mailLogDays'
  | 'webhookLogDays'
  | 'notificationLogDays'
  | 'instructionLogDays'
  | 'refusedSignOnDays'
  | 'auditClientIpDays'
  | 'usagePersonDays'
  | 'noteDays'
  | 'sessionHours'
  | 'sessionIdleHours'
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
  let places = startOfPurges;
  return new PeriodicTask({
    intervalMs: INTERVAL_MS,
    minGapMs: INTERVAL_MS,
    task: async () => {
      await withAdvisoryLock(db, 'purge', async () => {
        const outcome = await purgeOldRows(db, clock(), { settings, places });
        places = outcome.places;
        if (outcome.errors.length === 0) return;
        throw new AggregateError(outcome.errors, 'Some old rows could not be deleted.');
      });
    },
    onError,
  });
}

/** Where the clean-ups that go through a table bit by bit go on. */
export interface PurgePlaces {
  afterNoteId: number;
  afterUsage: UsagePlace | null;
  afterStorage: UsagePlace | null;
}

export const startOfPurges: PurgePlaces = { afterNoteId: 0, afterUsage: null, afterStorage: null };

/** Where the next run goes on, and what kept rows of some kinds from being deleted. */
interface PurgeOutcome {
  places: PurgePlaces;
  errors: unknown[];
}

/**
 * Deletes the next rows of each kind that are older than the settings say. Nothing of an award under
 * legal hold is deleted. Where some kinds fail the others are deleted all the same, and only the places
 * of those that failed stay as they were.
 */
export async function purgeOldRows(
  db: Kysely<Database>,
  now: Date,
  { settings, places }: { settings: RetentionSettings; places: PurgePlaces },
): Promise<PurgeOutcome> {
  const daysAgo = (days: number): string =>
    new Date(now.getTime() - days * MS_PER_DAY).toISOString();
  const { auditClientIpDays, usagePersonDays, noteDays } = settings;
  const usageBefore = findFirstNamedDay(now, usagePersonDays);
  const next = { ...places };
  const purges: (() => Promise<unknown>)[] = [
    () =>
      purgeJobs(db, {
        answersBefore: daysAgo(settings.jobAnswerDays),
        jobsBefore: daysAgo(settings.jobLogDays),
        resultsBefore: daysAgo(settings.jobResultDays),
      }),
    () => purgeDeliveryLog(db, daysAgo(settings.jobLogDays)),
    () => purgeMailLog(db, daysAgo(settings.mailLogDays)),
    () => deleteOldEvents(db, daysAgo(settings.webhookLogDays)),
    () => purgeNotifications(db, daysAgo(settings.notificationLogDays)),
    () => deleteOldInstructions(db, daysAgo(settings.instructionLogDays)),
    () =>
      deleteEndedSessions(db, now, {
        hours: settings.sessionHours,
        idleHours: settings.sessionIdleHours,
      }),
    async () => {
      if (usageBefore === null) return;
      next.afterUsage = await forgetUsagePeople(db, {
        before: usageBefore,
        after: places.afterUsage,
      });
    },
    async () => {
      if (usageBefore === null) return;
      next.afterStorage = await forgetStoragePeople(db, {
        before: usageBefore,
        after: places.afterStorage,
      });
    },
    () => dropOldCopies(db, now),
    () => purgeRefusedSignOns(db, daysAgo(settings.refusedSignOnDays)),
    async () => {
      if (auditClientIpDays !== null) await purgeClientIps(db, daysAgo(auditClientIpDays));
    },
    async () => {
      if (noteDays === null) return;
      next.afterNoteId = await purgeInternalNotes(db, {
        before: daysAgo(noteDays),
        afterId: places.afterNoteId,
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
  return { places: next, errors };
}
