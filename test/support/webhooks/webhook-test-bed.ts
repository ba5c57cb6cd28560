import dns from 'node:dns';
import { createGuardedAgents, type ResolveName } from '../../../src/webhooks/guarded-agents.ts';
import { expandToWebhooks } from '../../../src/webhooks/expand-webhooks.ts';
import { createWebhookChannel } from '../../../src/webhooks/webhook-channel.ts';
import type { DestinationPolicy } from '../../../src/webhooks/destination-policy.ts';
import type { SecretStore } from '../../../src/webhooks/webhook-secrets.ts';
import { fanOut } from '../announcements.ts';
import { awardDetails, type TestApp, testWebhooks } from '../test-app.ts';
import type { ReceivedMessage, WebhookReceiver } from './webhook-receiver.ts';

/** How the messages are sent; as the settings of TestApp by default. */
export interface DeliveryTestOptions {
  policy?: DestinationPolicy;
  resolveName?: ResolveName;
  timeoutMs?: number;
}

/** Sends what is due at the app's time, with connections of its own. Returns the last failure. */
export async function deliverWebhooks(
  app: TestApp,
  { policy = testWebhooks.policy, resolveName = dns.lookup, timeoutMs }: DeliveryTestOptions = {},
): Promise<string | null> {
  const failure = await fanOut(app, [expandToWebhooks]);
  if (failure !== null) throw new Error(failure);
  const agents = createGuardedAgents(policy, resolveName);
  const channel = createWebhookChannel({
    db: app.db,
    clock: () => app.now,
    secrets: testWebhooks.secrets as SecretStore,
    policy,
    agents,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  try {
    return await channel.deliverDue(createEndlessRunGuard());
  } finally {
    agents.close();
  }
}

const MAX_QUESTIONS = 500;

/** Says that a run should go on; throws in one that looks for messages again and again. */
function createEndlessRunGuard(): () => boolean {
  let questions = 0;
  return () => {
    questions += 1;
    if (questions > MAX_QUESTIONS) throw new Error('The delivery goes on without end.');
    return false;
  };
}

/** Moves the app's clock on. */
export function passTime(app: TestApp, seconds: number): void {
  app.now = new Date(app.now.getTime() + seconds * 1000);
}

/** Creates a webhook over the interface, by default one of staff for every award event. */
export function createWebhook(
  app: TestApp,
  fields: Record<string, unknown>,
): Promise<{ uuid: string; secret: string }> {
  return app.create('/api/webhooks/', {
    name: 'Receiver',
    event_types: ['award.arrived', 'award.waiting', 'award.approved', 'award.changed'],
    ...fields,
  });
}

/** An award arrives for the template of `resetWebhooks`. */
export const receiveAward = (app: TestApp, identifier = 'p1.ukri') =>
  app.sendInstruction('create_project', awardDetails, identifier);

export const readTypes = (messages: readonly ReceivedMessage[]): string[] =>
  messages.map(({ body }) => JSON.parse(body).type);

/** Sends what is due, every half day. */
export async function deliverForDays(app: TestApp, days: number): Promise<void> {
  for (let halves = 0; halves < days * 2; halves++) {
    await deliverWebhooks(app);
    passTime(app, 43_200);
  }
}

export const readLog = async (app: TestApp, uuid: string) =>
  (await app.get(`/api/webhooks/${uuid}/messages/`)).body;
export const readWebhook = async (app: TestApp, uuid: string) =>
  (await app.get(`/api/webhooks/${uuid}/`)).body;

/** An empty service with one template, and a receiver that takes everything. */
export async function resetWebhooks(app: TestApp, receiver: WebhookReceiver): Promise<void> {
  await app.reset();
  await app.createTemplateWithCustomers({ approval_limit: '100' });
  receiver.messages.length = 0;
  receiver.cutAnswers = 0;
  receiver.connections = 0;
  await receiver.setMode({ status: 204 });
}
