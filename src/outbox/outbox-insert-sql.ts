import { type RawBuilder, sql } from 'kysely';
import type { AwardNotificationType } from '../award/award-enums.ts';
import type { OutboxKind } from './outbox-entry.ts';

const kind: OutboxKind = 'award_notification';

/**
 * The statements that put an award's notifications into the outbox, for the transaction of the
 * decision. They are delivered later, at least once, in this order; `created` is an ISO time.
 */
export function outboxInsertSql(
  subject: { identifier: string; destination: string },
  events: readonly AwardNotificationType[],
  created: string,
): RawBuilder<unknown>[] {
  if (events.length === 0) return [];
  const { identifier, destination } = subject;
  const entries = events.map(
    (event) => sql`(${kind}, ${event}, ${identifier}, ${destination}, ${created})`,
  );
  return [
    sql`insert into outbox (kind, event, identifier, destination, created)
      values ${sql.join(entries)}`,
  ];
}
