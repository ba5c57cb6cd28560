import { findAwardEvent } from '../../src/announcements/announced-changes.ts';
import type { AuditAction } from '../../src/award/award-enums.ts';
import type { ReceivedMessage } from '../../test/support/webhooks/webhook-receiver.ts';
import type { CheckResult } from './check-result.ts';
import { formatAwardKey, type StoredRecords } from './stored-records.ts';

export interface AwardEvent {
  award: string;
  event: string;
}

/** The events that entries of the audit of awards stand for, in their order. */
export function listAuditEvents(audit: StoredRecords['audit']): AwardEvent[] {
  return audit.flatMap((entry) => {
    const event = findAwardEvent(entry.action as AuditAction);
    return event === null ? [] : [{ award: formatAwardKey(entry), event }];
  });
}

/**
 * Every event of an award reached each webhook, in this order; one that came twice had the same id.
 * `messages` are those that the receiver accepted, in the order they came; `paths` are those of the
 * webhooks.
 */
export function checkWebhooks(
  expected: readonly AwardEvent[],
  messages: readonly ReceivedMessage[],
  paths: readonly string[],
): CheckResult[] {
  const byPath = Map.groupBy(messages, ({ url }) => url);
  return paths.map((path) => checkWebhook(expected, byPath.get(path) ?? [], path));
}

function checkWebhook(
  events: readonly AwardEvent[],
  messages: readonly ReceivedMessage[],
  path: string,
): CheckResult {
  const received = Map.groupBy(messages.map(readMessage), ({ award }) => award);
  const decided = Map.groupBy(events, ({ award }) => award);
  const violations: string[] = [];
  for (const award of new Set([...received.keys(), ...decided.keys()])) {
    const expected = (decided.get(award) ?? []).map(({ event }) => event);
    const came = dropRepeats(received.get(award) ?? []);
    if (expected.join() !== came.join()) {
      violations.push(`${award}: ${expected} arrived as ${came}`);
    }
  }
  return {
    description: `every event of an award reached ${path}, in order, repeats with the same id`,
    examinedCount: events.length,
    violations,
  };
}

function readMessage({ headers, body }: ReceivedMessage) {
  const { type, data } = JSON.parse(body);
  return { id: headers['webhook-id'], type: type as string, award: formatAwardKey(data) };
}

/** The types of events in the order of their first arrival. */
function dropRepeats(messages: readonly ReturnType<typeof readMessage>[]): string[] {
  const known = new Set<string | undefined>();
  return messages.flatMap(({ id, type }) => {
    if (known.has(id)) return [];
    known.add(id);
    return [type];
  });
}
