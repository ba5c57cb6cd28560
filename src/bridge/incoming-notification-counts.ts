import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/** The notifications that the network sent us, of all replicas. */
export interface NotificationCounts {
  last_hour: number;
  /** Those that are stored, as they came. */
  not_understood: number;
  /** The last one that could not be understood. */
  last_problem: { at: string; message: string } | null;
}

export async function loadNotificationCounts(
  db: Kysely<Database>,
  now: Date,
): Promise<NotificationCounts> {
  const hourAgo = new Date(now.getTime() - 3_600_000).toISOString();
  const [counts, last] = await Promise.all([
    sql<{ last_hour: number; not_understood: number }>`select
      (select count(*)::int from bridge_notification where received > ${hourAgo}) as last_hour,
      (select count(*)::int from bridge_notification where problem is not null)
        as not_understood`.execute(db),
    db
      .selectFrom('bridge_notification')
      .select(['received', 'problem'])
      .where('problem', 'is not', null)
      .orderBy('received', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ]);
  const [row] = counts.rows;
  return {
    last_hour: row?.last_hour ?? 0,
    not_understood: row?.not_understood ?? 0,
    last_problem: last ? { at: last.received, message: last.problem ?? '' } : null,
  };
}
