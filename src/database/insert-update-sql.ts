import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely';
import type { Database } from './schema.ts';

/** Columns with values, or with SQL expressions for them. */
type ColumnValues<Row> = { [Column in keyof Row]: Row[Column] | RawBuilder<unknown> };

/** An `insert` of one row, to which `returning` or `on conflict` can be added. */
export function insertSql<Table extends keyof Database>(
  table: Table,
  row: ColumnValues<Insertable<Database[Table]>>,
): RawBuilder<unknown> {
  const columns = Object.keys(row).map((column) => sql.ref(column));
  return sql`insert into ${sql.table(table)} (${sql.join(columns)})
    values (${sql.join(Object.values(row))})`;
}

/** An `update` of these columns, to which `where` and `returning` must be added. */
export function updateSql<Table extends keyof Database>(
  table: Table,
  columns: ColumnValues<Updateable<Database[Table]>>,
): RawBuilder<unknown> {
  const set = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  return sql`update ${sql.table(table)} set ${sql.join(set)}`;
}
