import { type Kysely, sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import { awardStates } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';

/** Days since which an award waits, the shortest first; the label names the upper end. */
const ageBands = [
  { age: 'under 1 day', from: 0 },
  { age: '1 to 7 days', from: 1 },
  { age: 'over 7 days', from: 7 },
] as const;

/**
 * Awards by state and age, and decisions, of all replicas. Returns a function that updates them, for
 * each scrape.
 */
export function registerAwardMetrics(
  register: Registry,
  { db, clock }: { db: Kysely<Database>; clock: () => Date },
): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `gatehouse_${name}`, help, labelNames, registers: [register] });
  const awards = gauge('awards', 'Awards by state', ['state']);
  const pending = gauge('awards_pending', 'Pending awards by how long they wait', ['age']);
  const oldest = gauge('awards_pending_oldest_seconds', 'How long the oldest pending award waits');
  const decisions = gauge(
    'decisions_last_hour',
    'Entries of the audit of awards in the last hour, by action and by whom',
    ['action', 'by'],
  );
  return async () => {
    const now = clock();
    const [states, ages, actions] = await Promise.all([
      countStates(db),
      loadPendingAges(db, now),
      countDecisions(db, now),
    ]);
    for (const state of awardStates) awards.set({ state }, states.get(state) ?? 0);
    for (const { age } of ageBands) pending.set({ age }, ages.counts[age] ?? 0);
    oldest.set(ages.oldest);
    decisions.reset();
    for (const { action, by, count } of actions) decisions.set({ action, by }, count);
  };
}

/** From the counts that the database keeps (migration 0005), without reading the awards. */
async function countStates(db: Kysely<Database>): Promise<Map<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, sum(awards)::bigint as count from award_count group by state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** By the index of pending awards. */
async function loadPendingAges(db: Kysely<Database>, now: Date) {
  const time = sql`${now.toISOString()}::timestamptz`;
  const columns = ageBands.map(({ age, from }, index) => {
    const to = ageBands[index + 1]?.from;
    const isYounger =
      to === undefined ? sql`true` : sql`waiting_since > ${time} - ${to} * interval '1 day'`;
    return sql`count(*) filter (where ${isYounger}
      and waiting_since <= ${time} - ${from} * interval '1 day')::int as ${sql.ref(age)}`;
  });
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(columns)},
      coalesce(greatest(0, extract(epoch from ${time} - min(waiting_since))), 0)::float8 as oldest
    from managed_project where state = 'pending'`.execute(db);
  const { oldest = 0, ...counts } = rows[0] ?? {};
  return { oldest, counts };
}

interface DecisionCount {
  action: string;
  by: 'person' | 'service';
  count: number;
}

async function countDecisions(db: Kysely<Database>, now: Date): Promise<DecisionCount[]> {
  const since = new Date(now.getTime() - 3_600_000).toISOString();
  const { rows } = await sql<DecisionCount>`
    select action, case when person.is_robot is false then 'person' else 'service' end as by,
      count(*)::int as count
    from audit_entry left join person on person.id = audit_entry.performed_by
    where "timestamp" > ${since} group by 1, 2`.execute(db);
  return rows;
}
