import type { AppContext } from '../http/app-context.ts';
import type { DestinationPolicy } from './destination-policy.ts';
import type { SecretStore } from './webhook-secrets.ts';

/** How webhooks are set up here. */
export interface WebhookSetup {
  /** null: the operator set no key, so there are no secrets and no webhooks. */
  secrets: SecretStore | null;
  policy: DestinationPolicy;
}

/** Without settings: nothing can be created. */
export const noWebhooks: WebhookSetup = {
  secrets: null,
  policy: { networks: [], ports: [443, 8443], allowPlainHttp: false },
};

export interface WebhookContext extends AppContext {
  webhooks: WebhookSetup;
}
