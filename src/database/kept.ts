import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from './schema.ts';

/** What stands in a statement for values that differ from use to use. */
export type Places<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> };

/** Forms may be of people's choosing: no more of a statement are kept than this. */
const mostForms = 100;

/**
 * A statement whose text is put together once for each form that it is asked in: for what nearly
 * every request asks (docs/scale.md, "What bounds each figure").
 * `build` gets what stands for the values, which it can but put into the text.
 */
export function kept<Values extends object, Form, Row>(
  build: (places: Places<Values>, form: Form) => RawBuilder<Row>,
): (db: Kysely<Database>, values: Values, form: Form) => Promise<Row[]> {
  const statements = new Map<string, CompiledQuery<Row>>();
  return async (db, values, form) => {
    const key = JSON.stringify(form);
    const statement = statements.get(key) ?? build(placesFor<Values>(), form).compile(db);
    if (statements.size < mostForms) statements.set(key, statement);
    const parameters = statement.parameters.map((parameter) =>
      parameter instanceof Place ? values[parameter.name as keyof Values] : parameter,
    );
    const { rows } = await db.executeQuery(CompiledQuery.raw(statement.sql, parameters));
    return rows as Row[];
  };
}

class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

function placesFor<Values extends object>(): Places<Values> {
  return new Proxy({} as Places<Values>, { get: (_, name) => sql.val(new Place(String(name))) });
}

/** As what stands for values, the values themselves. */
export function placed<Values extends object>(values: Values): Places<Values> {
  const places = Object.entries(values).map(([name, value]) => [name, sql.val(value)]);
  return Object.fromEntries(places) as Places<Values>;
}
