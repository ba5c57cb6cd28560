/* Stores and reads the copy of a Waldur that an import works on. */

import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { WaldurItem, WaldurKind } from './waldur-shapes.ts';

/** An older copy would mix yesterday's lists with today's. */
export const MAX_COPY_AGE_MS = 24 * 3_600_000;
/** The advisory lock of an import, from its copy to its end. */
export const IMPORT_LOCK = 'waldur import';
const BATCH_SIZE = 200;

/** An item of a copy; `problem` says why it cannot be read. */
export type CopiedItem<Kind extends WaldurKind> = { key: string } & (
  | { item: WaldurItem<Kind>; problem?: undefined }
  | { item?: undefined; problem: string }
);

export interface ListProgress {
  /** The query of the page to go on with; null: the list is complete. */
  nextPage: string | null;
}

/** How far the lists of a copy are, by name. */
export async function loadProgress(
  db: Kysely<Database>,
  source: string,
): Promise<{ lists: Map<string, ListProgress>; begun: string | null }> {
  const rows = await db
    .selectFrom('waldur_list')
    .select(['list', 'next_page', 'begun'])
    .where('source', '=', source)
    .orderBy('begun')
    .execute();
  return {
    lists: new Map(rows.map(({ list, next_page }) => [list, { nextPage: next_page }])),
    begun: rows[0]?.begun ?? null,
  };
}

export interface PageOfItems {
  source: string;
  list: string;
  kind: WaldurKind;
  items: { key: string; content: string }[];
  nextPage: string | null;
  now: string;
}

/** Stores a page and where to go on, in one transaction; an item that came before is replaced. */
export async function storePage(
  db: Kysely<Database>,
  { source, list, kind, items, nextPage, now }: PageOfItems,
): Promise<void> {
  // Of two with one key, PostgreSQL would refuse both.
  const rows = [...new Map(items.map((item) => [item.key, item])).values()];
  await db.transaction().execute(async (trx) => {
    if (rows.length > 0) {
      await trx
        .insertInto('waldur_item')
        .values(rows.map((row) => ({ source, kind, list, ...row })))
        .onConflict((conflict) =>
          conflict
            .columns(['source', 'kind', 'key'])
            .doUpdateSet({ content: sql`excluded.content`, list: sql`excluded.list` }),
        )
        .execute();
    }
    await trx
      .insertInto('waldur_list')
      .values({ source, list, next_page: nextPage, begun: now })
      .onConflict((conflict) =>
        conflict.columns(['source', 'list']).doUpdateSet({ next_page: nextPage }),
      )
      .execute();
  });
}

/** How many items of a list are there. */
export async function countListItems(
  db: Kysely<Database>,
  source: string,
  list: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('waldur_item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('source', '=', source)
    .where('list', '=', list)
    .executeTakeFirstOrThrow();
  return count;
}

/** Forgets a list, or the whole copy of a Waldur. */
export async function dropCopy(db: Kysely<Database>, source: string, list?: string): Promise<void> {
  for (const table of ['waldur_item', 'waldur_list'] as const) {
    await db
      .deleteFrom(table)
      .where('source', '=', source)
      .$if(list !== undefined, (query) => query.where('list', '=', list as string))
      .execute();
  }
}

/** Yields the items of a kind in batches, in the order in which Waldur listed them. */
export async function* readCopiedItems<Kind extends WaldurKind>(
  trx: Transaction<Database>,
  source: string,
  kind: Kind,
): AsyncGenerator<CopiedItem<Kind>[]> {
  for (let last = 0; ; ) {
    const rows = await trx
      .selectFrom('waldur_item')
      .select(['key', 'content', 'position'])
      .where('source', '=', source)
      .where('kind', '=', kind)
      .where('position', '>', last)
      .orderBy('position')
      .limit(BATCH_SIZE)
      .execute();
    if (rows.length > 0) {
      yield rows.map(({ key, content }) => ({ key, ...JSON.parse(content) }) as CopiedItem<Kind>);
    }
    if (rows.length < BATCH_SIZE) return;
    last = rows.at(-1)?.position ?? last;
  }
}

/** The UUIDs of the items of a kind whose key is a UUID. */
export async function listCopiedUuids(
  db: Kysely<Database>,
  source: string,
  kind: 'customer' | 'project',
): Promise<string[]> {
  const rows = await db
    .selectFrom('waldur_item')
    .select('key')
    .where('source', '=', source)
    .where('kind', '=', kind)
    .orderBy('position')
    .execute();
  return rows.map(({ key }) => key);
}
