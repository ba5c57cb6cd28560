import type { Kysely } from 'kysely';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import type { BatchChannel } from '../outbox/channel.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { createGuardedAgents } from './guarded-agents.ts';
import { deleteOldEvents } from './message-log.ts';
import { createWebhookChannel } from './webhook-channel.ts';
import type { WebhookSetup } from './webhook-context.ts';
import { SecretStore } from './webhook-secrets.ts';

type WebhookSettings = Pick<
  Settings,
  'secretKeys' | 'webhookNetworks' | 'webhookPorts' | 'webhookPlainHttp' | 'webhookLogDays'
>;

/** Webhooks as the settings have them. */
export interface OpenWebhooks {
  setup: WebhookSetup;
  /** Empty where the operator set no key. */
  channels: BatchChannel[];
  /** Deletes what is older than the log is kept; not started. */
  createCleaningTask(onError: (error: unknown) => void): PeriodicTask;
  /** Closes the connections; call it when the outbox has stopped. */
  close(): void;
}

const CLEANING_INTERVAL_MS = 3_600_000;

export function openWebhooks({
  db,
  clock,
  settings,
}: {
  db: Kysely<Database>;
  clock: () => Date;
  settings: WebhookSettings;
}): OpenWebhooks {
  const { secretKeys, webhookNetworks, webhookPorts, webhookPlainHttp, webhookLogDays } = settings;
  const policy = {
    networks: webhookNetworks ?? [],
    ports: webhookPorts,
    allowPlainHttp: webhookPlainHttp,
  };
  const secrets = secretKeys === null ? null : new SecretStore(secretKeys);
  const agents = createGuardedAgents(policy);
  return {
    setup: { secrets, policy },
    channels:
      secrets === null ? [] : [createWebhookChannel({ db, clock, secrets, policy, agents })],
    createCleaningTask: (onError) =>
      new PeriodicTask({
        intervalMs: CLEANING_INTERVAL_MS,
        minGapMs: CLEANING_INTERVAL_MS,
        task: async () => {
          const oldest = clock().getTime() - webhookLogDays * 86_400_000;
          await deleteOldEvents(db, new Date(oldest).toISOString());
        },
        onError,
      }),
    close: agents.close,
  };
}
