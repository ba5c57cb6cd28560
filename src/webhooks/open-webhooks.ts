import type { Kysely } from 'kysely';
import type { Settings } from '../config/settings.ts';
import type { Database } from '../database/schema.ts';
import type { BatchChannel } from '../outbox/channel.ts';
import { createGuardedAgents } from './guarded-agents.ts';
import { createWebhookChannel } from './webhook-channel.ts';
import type { WebhookSetup } from './webhook-context.ts';
import { SecretStore } from './webhook-secrets.ts';

type WebhookSettings = Pick<
  Settings,
  'secretKeys' | 'webhookNetworks' | 'webhookPorts' | 'webhookPlainHttp'
>;

/** Webhooks as the settings have them. */
export interface OpenWebhooks {
  setup: WebhookSetup;
  /** Empty where the operator set no key. */
  channels: BatchChannel[];
  /** Closes the connections; call it when the outbox has stopped. */
  close(): void;
}

export function openWebhooks({
  db,
  clock,
  settings,
}: {
  db: Kysely<Database>;
  clock: () => Date;
  settings: WebhookSettings;
}): OpenWebhooks {
  const { secretKeys, webhookNetworks, webhookPorts, webhookPlainHttp } = settings;
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
    close: agents.close,
  };
}
