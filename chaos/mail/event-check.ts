import type { ReceivedMessage } from '../../test/support/webhooks/webhook-receiver.ts';
import type { CheckResult } from '../checks/check-result.ts';
import type { StoredRecords } from '../checks/stored-records.ts';
import { checkWebhooks } from '../checks/webhook-check.ts';

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

/** The field of a message's data that says whom or what it is about. */
const subjectFields: Readonly<Record<string, string>> = {
  'role.granted': 'person_uuid',
  'invitation.created': 'email',
  'machines.blocked': 'project_uuid',
};
/** Events of awards that no entry of their audit stands for. */
const beside = ['award.waiting'];

/** Compares the messages at each path with what the audits say has happened. */
export function checkEvents({ audit, adminEvents, messages, paths }: EventRun): CheckResult[] {
  const ofAwards = messages.filter(({ body }) => {
    const { type } = JSON.parse(body);
    return type.startsWith('award.') && !beside.includes(type);
  });
  return [
    ...checkWebhooks({ audit }, ofAwards, paths),
    ...paths.map((path) => checkAdminEvents(adminEvents, messages, path)),
    checkRepeats(messages),
  ];
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
    const field = subjectFields[type];
    if (url !== path || field === undefined) continue;
    const name = `${type} ${data[field]}`;
    ids.set(name, (ids.get(name) ?? new Set()).add(headers['webhook-id'] ?? ''));
  }
  const names = Map.groupBy(expected, ({ event, subject }) => `${event} ${subject}`);
  return {
    description: `every event of a role, invitation or machine reached ${path} under one id`,
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
