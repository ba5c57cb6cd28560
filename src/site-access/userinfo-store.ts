/* Reads the short names of people, for callers who may see them. */

import { type Kysely, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import { visiblePeopleSql } from '../access/visibility-sql.ts';
import type { Database } from '../database/schema.ts';
import type { SqlCondition } from '../http/list-filters.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';

export interface UserInfoRow {
  uuid: string;
  short_name: string | null;
}

export function whereUser(uuid: string): SqlCondition {
  return sql`person.uuid = ${uuid}`;
}

function selectPeople(db: Kysely<Database>, caller: Caller, condition: SqlCondition) {
  return db
    .selectFrom('person')
    .where('person.is_robot', '=', false)
    .where(visiblePeopleSql(caller))
    .where(condition);
}

export async function countUserInfo(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
): Promise<number> {
  const { count } = await selectPeople(db, caller, condition)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export async function listUserInfo(
  db: Kysely<Database>,
  caller: Caller,
  condition: SqlCondition,
  order: OrderBy<string>[],
  page: Page,
): Promise<UserInfoRow[]> {
  const query = selectPeople(db, caller, condition)
    .leftJoin('person_short_name', (join) =>
      join
        .onRef('person_short_name.person_id', '=', 'person.id')
        .on('person_short_name.replaced', 'is', null),
    )
    .select(['person.uuid', 'person_short_name.short_name']);
  const by = { fallback: 'person.username', unique: 'person.id' };
  return applyOrderAndPage(query, order, by, page).execute();
}
