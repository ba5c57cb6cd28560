import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely';
import type { Database } from './schema.ts';

/** Columns with their values, or with what PostgreSQL works them out from. */
type ColumnValues<Row> = { [Column in keyof Row]: Row[Column] | RawBuilder<unknown> };

/** The beginning of a statement that adds one row. */
export function insertSql<Table extends keyof Database>(
  table: Table,
  row: ColumnValues<Insertable<Database[Table]>>,
): RawBuilder<unknown> {
  const columns = Object.keys(row).map((column) => sql.ref(column));
  return sql`insert into ${sql.table(table)} (${sql.join(columns)})
    values (${sql.join(Object.values(row))})`;
}

/** The beginning of a statement that changes these columns of rows. */
export function updateSql<Table extends keyof Database>(
  table: Table,
  columns: ColumnValues<Updateable<Database[Table]>>,
): RawBuilder<unknown> {
  const set = Object.entries(columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  return sql`update ${sql.table(table)} set ${sql.join(set)}`;
}
