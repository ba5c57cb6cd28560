import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { eventTypes } from '../src/announcements/event-catalogue.ts';
import { findAwardEvent } from '../src/announcements/announced-changes.ts';
import { decisionActions } from '../src/award/award-enums.ts';
import { callApiForJson } from '../test/support/call-api.ts';
import type { ReceiverMode, WebhookReceiver } from '../test/support/webhooks/webhook-receiver.ts';
import type { CheckResult } from './checks/check-result.ts';
import { adminToken, type Cluster } from './cluster.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The paths of the webhooks, at one receiver. */
export const webhookPaths: readonly string[] = ['/hook', '/second-hook'];

/** Creates webhooks for every event that an entry of the audit of awards stands for. */
export async function createChaosWebhooks(cluster: Cluster): Promise<void> {
  for (const path of webhookPaths) await createChaosWebhook(cluster, path);
}

async function createChaosWebhook({ url, webhookReceiver }: Cluster, path: string): Promise<void> {
  const announced = new Set<string | null>(decisionActions.map(findAwardEvent));
  await callApiForJson({ url, token: adminToken }, 'POST', '/api/webhooks/', {
    name: `Chaos ${path}`,
    destination_url: new URL(path, webhookReceiver.url).href,
    event_types: eventTypes.filter((type) => announced.has(type)),
  });
}

const working: ReceiverMode = { status: 204 };
const faulty: readonly ReceiverMode[] = [
  { status: 503 },
  { status: 404 },
  { status: 429, retryAfter: '2' },
  { status: 204, delayMs: 800 },
  { status: 200, cutsConnection: true },
  { status: 204, failureRate: 0.5 },
  { status: 504, hangs: true, path: '/second-hook' },
];

/** Lets the receiver fail at random times until it is stopped; then it works. Returns how often it failed. */
export function startReceiverFaults(
  receiver: WebhookReceiver,
  random: SeededRandom,
): { stop(): Promise<number> } {
  let count = 0;
  const controller = new AbortController();
  const { signal } = controller;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(1000 + 2000 * random.nextNumber(), null, { signal });
      // One webhook fails, or both.
      const path = random.nextBoolean(0.5) ? random.pickItem(webhookPaths) : undefined;
      count += 1;
      await receiver.setMode({ ...(path !== undefined && { path }), ...random.pickItem(faulty) });
      await pause(500 + 1500 * random.nextNumber(), null, { signal });
      await receiver.setMode(working);
    }
  };
  const running = run().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  const stop = async (): Promise<number> => {
    controller.abort();
    await running;
    await receiver.setMode(working);
    return count;
  };
  return { stop };
}

/** A message that failed three times waits for two minutes. */
const MAX_WAIT_MS = 180_000;

/** Waits until the receiver has everything. */
export async function waitForWebhook(
  { postgres }: Cluster,
  logProgress: (line: string) => void,
): Promise<CheckResult> {
  const begin = performance.now();
  let left = -1;
  while (left !== 0 && performance.now() - begin < MAX_WAIT_MS) {
    const [row] = await postgres.query<{ count: number }>(
      `select count(*)::int as count from outbox where kind in ('announcement', 'webhook')`,
    );
    if (row !== undefined && row.count !== left)
      logProgress(`${row.count} messages for the webhook`);
    left = row?.count ?? 0;
    if (left > 0) await pause(500);
  }
  return {
    description: 'nothing is left over for the webhook',
    examinedCount: 1,
    violations: left === 0 ? [] : [`${left} messages are not delivered`],
  };
}
