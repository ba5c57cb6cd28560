import pg from 'pg';

export type QueryCallback = (error: Error | null, result: unknown) => void;

/** What pg 8 has in a result once its columns are known; its types leave it out. */
interface ResultColumns {
  fields: pg.FieldDef[];
  _parsers: unknown[];
  _prebuiltEmptyResultObject: object;
}

/** What pg 8 has in a connection; its types leave it out. */
interface PgConnection {
  _send(bytes: Buffer): void;
}

/** What pg 8 has in a query; its types leave it out. */
interface PgQuery {
  name: string;
  callback: QueryCallback;
  _result: ResultColumns;
  _accumulateRows: boolean;
  prepare(connection: PgConnection): void;
  handleRowDescription(message: unknown): void;
}

const BaseQuery = pg.Query as unknown as new (text: string, values: readonly unknown[]) => PgQuery;

/** By name, the columns of the statements that one connection has prepared. */
export type PreparedColumns = Map<string, ResultColumns>;

/**
 * A prepared statement whose columns are described once for a connection: pg asks for them, and makes
 * the same parsers from them, at every use. Its messages are sent by one write. The columns cannot be
 * outdated: PostgreSQL refuses a prepared statement whose columns would differ by now in number, name
 * or type ("cached plan must not change result type", 0A000), and a statement that is closed loses
 * them here too.
 */
export class PreparedQuery extends BaseQuery {
  readonly #columns: PreparedColumns;

  constructor(
    { name, text, values }: { name: string; text: string; values: readonly unknown[] },
    columns: PreparedColumns,
    callback: QueryCallback,
  ) {
    super(text, values);
    this.name = name;
    this.callback = callback;
    this.#columns = columns;
  }

  override prepare(connection: PgConnection): void {
    const columns = this.#columns.get(this.name);
    const messages: Buffer[] = [];
    const skip = { value: () => undefined };
    const collecting = Object.create(connection, {
      // pg closes a statement of which a value cannot be written, and then takes it for prepared.
      close: skip,
      _send: { value: (bytes: Buffer) => messages.push(bytes) },
      ...(columns !== undefined && { describe: skip }),
    });
    if (columns !== undefined) {
      Object.assign(this._result, columns);
      this._accumulateRows = true;
    }
    super.prepare(collecting);
    connection._send(Buffer.concat(messages));
  }

  override handleRowDescription(message: unknown): void {
    super.handleRowDescription(message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    this.#columns.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }
}
