import { type RawBuilder, sql } from 'kysely';
import type { AwardNotificationType } from '../award/enums.ts';

/**
 * The statements that put what the awarding portal must be told into the outbox, for the
 * transaction of the decision that it tells of; delivered later, at least once, in order per award.
 */
export function outboxInsertSql(
  subject: { identifier: string; destination: string },
  events: readonly AwardNotificationType[],
  created: string,
): RawBuilder<unknown>[] {
  if (events.length === 0) return [];
  const { identifier, destination } = subject;
  const entries = events.map(
    (event) => sql`('award_notification', ${event}, ${identifier}, ${destination}, ${created})`,
  );
  return [
    sql`insert into outbox (kind, event, identifier, destination, created)
      values ${sql.join(entries)}`,
  ];
}
