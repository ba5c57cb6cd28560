import { type Kysely, sql, type Transaction } from 'kysely';
import { seriesOf, shortName } from '../award/short-name.ts';
import type { Database } from '../database/schema.ts';

/** How far ahead a free name is looked for, where other projects have taken the next ones. */
const lookAhead = 1000;
/** Looked at first, as the next one is nearly always free. */
const nearby = 4;

/**
 * Takes the next free short name of a pattern (awards.md, Shortname patterns). The series' row
 * stays locked until the transaction ends, so two awards approved at once get two names.
 * `claim` gives a project the name, or says that another has it: the next is nearly always free,
 * so nothing is looked up before.
 */
export async function takeShortName<Claimed>(
  trx: Transaction<Database>,
  pattern: string,
  now: string,
  claim: (name: string) => Promise<Claimed | null>,
): Promise<Claimed> {
  const series = seriesOf(pattern, yearOf(now));
  const { next_count } = await trx
    .insertInto('short_name_series')
    .values({ series, next_count: 1 })
    .onConflict((conflict) =>
      conflict.column('series').doUpdateSet({ next_count: sql`short_name_series.next_count + 1` }),
    )
    .returning('next_count')
    .executeTakeFirstOrThrow();
  const first = await claim(shortName(series, next_count - 1));
  if (first !== null) return first;
  const count = await firstFree(trx, series, next_count);
  await trx
    .updateTable('short_name_series')
    .set({ next_count: count + 1 })
    .where('series', '=', series)
    .execute();
  const claimed = await claim(shortName(series, count));
  if (claimed === null) throw new Error(`${shortName(series, count)} was taken meanwhile.`);
  return claimed;
}

/** Whether no project has this short name. */
export async function isShortNameFree(db: Kysely<Database>, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('project')
    .select('id')
    .where('short_name', '=', name)
    .executeTakeFirst();
  return row === undefined;
}

/** The short name that a project would get now; nothing is taken. */
export async function peekShortName(
  db: Kysely<Database>,
  pattern: string,
  now: string,
): Promise<string> {
  const series = seriesOf(pattern, yearOf(now));
  const row = await db
    .selectFrom('short_name_series')
    .select('next_count')
    .where('series', '=', series)
    .executeTakeFirst();
  return shortName(series, await firstFree(db, series, row?.next_count ?? 0));
}

async function firstFree(db: Kysely<Database>, series: string, from: number): Promise<number> {
  const free =
    (await firstFreeOf(db, series, from, nearby)) ??
    (await firstFreeOf(db, series, from + nearby, lookAhead - nearby));
  if (free === null) throw new Error(`No free short name in the next ${lookAhead} of ${series}.`);
  return free;
}

/** The first of so many that no project has; null where all are taken. */
async function firstFreeOf(
  db: Kysely<Database>,
  series: string,
  from: number,
  length: number,
): Promise<number | null> {
  const names = Array.from({ length }, (_, n) => shortName(series, from + n));
  const rows = await db
    .selectFrom('project')
    .select('short_name')
    .where('short_name', '=', sql<string>`any(${names}::text[])`)
    .execute();
  const taken = new Set(rows.map((row) => row.short_name));
  const free = names.findIndex((name) => !taken.has(name));
  return free === -1 ? null : from + free;
}

function yearOf(now: string): number {
  return Number(now.slice(0, 4));
}
