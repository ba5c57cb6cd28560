import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';

/** What stands in a statement for values that differ from use to use. */
export type Placeholders<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> };

/** Forms may be of people's choosing: no more of a statement are kept than this. */
const MAX_FORMS = 100;

/**
 * A statement whose text is put together once for each form that it is asked in: for what nearly
 * every request asks (docs/scale.md, "What bounds each figure").
 * `build` gets what stands for the values, which it can but put into the text.
 */
export function compileOnce<Values extends object, Form, Row>(
  build: (places: Placeholders<Values>, form: Form) => RawBuilder<Row>,
): (db: Kysely<Database>, values: Values, form: Form) => Promise<Row[]> {
  const statements = new Map<string, CompiledQuery<Row>>();
  return async (db, values, form) => {
    const key = JSON.stringify(form);
    const statement = statements.get(key) ?? build(createPlaceholders<Values>(), form).compile(db);
    if (statements.size < MAX_FORMS) statements.set(key, statement);
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

/** As what stands for values, the values themselves. */
export function bindAll<Values extends object>(values: Values): Placeholders<Values> {
  const places = Object.entries(values).map(([name, value]) => [name, sql.val(value)]);
  return Object.fromEntries(places) as Placeholders<Values>;
}
