import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from './schema.ts';

/** What stands in a statement for the values that differ from use to use. */
export type Placeholders<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> };

/** How many forms of a query are kept: callers choose them, by filters for example. */
const MAX_FORMS = 100;

/**
 * A query that Kysely compiles once for each form, not once for each use: for the queries of
 * nearly every request (docs/scale.md, "What bounds each figure"). `build` gets placeholders, which
 * it can put into the statement but not look at, and the form, which must be JSON.
 */
export function compileOnce<Values extends object, Form, Row>(
  build: (placeholders: Placeholders<Values>, form: Form) => RawBuilder<Row>,
): (db: Kysely<Database>, values: Values, form: Form) => Promise<Row[]> {
  const statements = new LRUCache<string, CompiledQuery<Row>>({ max: MAX_FORMS });
  return async (db, values, form) => {
    const key = JSON.stringify(form);
    let statement = statements.get(key);
    if (statement === undefined) {
      statement = build(createPlaceholders<Values>(), form).compile(db);
      statements.set(key, statement);
    }
    const parameters = statement.parameters.map((parameter) =>
      parameter instanceof Placeholder ? values[parameter.name as keyof Values] : parameter,
    );
    const { rows } = await db.executeQuery(CompiledQuery.raw(statement.sql, parameters));
    return rows as Row[];
  };
}

class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

function createPlaceholders<Values extends object>(): Placeholders<Values> {
  return new Proxy({} as Placeholders<Values>, {
    get: (_, name) => sql.val(new Placeholder(String(name))),
  });
}

/** The values themselves in the place of placeholders, for a statement that is not kept. */
export function bindAll<Values extends object>(values: Values): Placeholders<Values> {
  const bound = Object.entries(values).map(([name, value]) => [name, sql.val(value)]);
  return Object.fromEntries(bound) as Placeholders<Values>;
}
