/* What has become of a replay whose reply is lost, by the messages of the webhook. */

import { api, readPage } from '../api/api-client.ts';
import type { WebhookMessage } from '../api/types.ts';

/** The newest messages: one page of the API at its largest. */
const maxMessages = 300;

/** Why nothing can be said about a request with a lost reply. */
export const earlierStateUnknown = 'The earlier state of the messages could not be read.';

/** The last messages of a webhook, the newest first. Throws ApiError. */
export async function readMessages(uuid: string): Promise<readonly WebhookMessage[]> {
  const params = { path: { uuid }, query: { page: 1, page_size: maxMessages } };
  return (await readPage(api.GET('/api/webhooks/{uuid}/messages/', { params }))).items;
}

/**
 * Whether messages that did not wait before wait now or were tried since: they are sent again. `before`
 * are the messages as they were when the request was sent.
 */
export function findReplayed(
  before: readonly WebhookMessage[],
  now: readonly WebhookMessage[],
): WebhookMessage[] {
  const earlier = new Map(before.map((message) => [message.event_id, message]));
  return now.filter((message) => {
    const old = earlier.get(message.event_id);
    if (old === undefined || old.state === 'waiting') return false;
    return message.state === 'waiting' || message.attempts[0]?.started !== old.attempts[0]?.started;
  });
}

/** The messages that are not in an earlier reading and are newer than it. */
export function findAdded(
  before: readonly WebhookMessage[],
  now: readonly WebhookMessage[],
): WebhookMessage[] {
  const known = new Set(before.map(({ event_id: id }) => id));
  const latest = before.reduce((max, { created }) => Math.max(max, Date.parse(created)), 0);
  return now.filter(({ event_id: id, created }) => !known.has(id) && Date.parse(created) >= latest);
}
