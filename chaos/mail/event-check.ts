import type { ReceivedMessage } from '../../test/support/webhooks/webhook-receiver.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { formatAwardKey, type StoredRecords } from '../checks/stored-records.ts';
import { type AwardEvent, checkWebhooks, listAuditEvents } from '../checks/webhook-check.ts';

/** An entry of the administrative audit that is announced. */
export interface AdminEvent {
  event: string;
  /** Whom or what it is about: a UUID, or an email. */
  subject: string;
}

export interface EventRun {
  audit: StoredRecords['audit'];
  adminEvents: readonly AdminEvent[];
  /** Those that the receiver took, in the order they came. */
  messages: readonly ReceivedMessage[];
  paths: readonly string[];
}

/** The field of a message's data that says whom or what it is about, by the group of its type. */
const subjectFields: Readonly<Record<string, string>> = {
  project: 'project_uuid',
  usage: 'project_uuid',
  role: 'person_uuid',
  invitation: 'email',
  machines: 'project_uuid',
};

/** Compares the messages at each path with what the audits say has happened. */
export function checkEvents({ audit, adminEvents, messages, paths }: EventRun): CheckResult[] {
  const ofAwards = messages.filter(({ body }) => JSON.parse(body).type.startsWith('award.'));
  return [
    ...checkWebhooks(listAwardEvents(audit), ofAwards, paths),
    ...paths.map((path) => checkAdminEvents(adminEvents, messages, path)),
    checkRepeats(messages),
  ];
}

/** The events of the audit, and the wait of each award that nobody decided about when it arrived. */
function listAwardEvents(audit: EventRun['audit']): AwardEvent[] {
  return [...Map.groupBy(audit, formatAwardKey).values()].flatMap((entries) =>
    entries.flatMap((entry, place) => {
      const isDecidedByRules = entries[place + 1]?.is_robot === true;
      const waits: AwardEvent[] =
        entry.action === 'created' && !isDecidedByRules
          ? [{ award: formatAwardKey(entry), event: 'award.waiting' }]
          : [];
      return [...listAuditEvents([entry]), ...waits];
    }),
  );
}

/** Each entry's event came under one id. */
function checkAdminEvents(
  expected: readonly AdminEvent[],
  messages: readonly ReceivedMessage[],
  path: string,
): CheckResult {
  const ids = new Map<string, Set<string>>();
  for (const { url, headers, body } of messages) {
    const { type, data } = JSON.parse(body);
    const field = subjectFields[type.split('.')[0]];
    if (url !== path || field === undefined) continue;
    const name = `${type} ${data[field]}`;
    ids.set(name, (ids.get(name) ?? new Set()).add(headers['webhook-id'] ?? ''));
  }
  const names = Map.groupBy(expected, ({ event, subject }) => `${event} ${subject}`);
  return {
    description: `every event of a project, role, invitation or machine reached ${path} under one id`,
    examinedCount: expected.length,
    violations: [...names]
      .filter(([name, entries]) => ids.get(name)?.size !== entries.length)
      .map(([name, entries]) => `${name}: ${ids.get(name)?.size ?? 0} of ${entries.length}`),
  };
}

/** What comes twice under an id is the same. */
function checkRepeats(messages: readonly ReceivedMessage[]): CheckResult {
  const byId = Map.groupBy(messages, ({ headers }) => headers['webhook-id'] ?? '');
  return {
    description: 'what came again under an id was the same event',
    examinedCount: byId.size,
    violations: [...byId]
      .filter(([id, same]) => id === '' || new Set(same.map(({ body }) => body)).size > 1)
      .map(([id]) => id),
  };
}
