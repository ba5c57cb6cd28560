import { LRUCache } from 'lru-cache';
import { GuardedClient } from './guarded-client.ts';
import { isPlannedEachTime } from './plan-each-time.ts';
import { type PreparedColumns, PreparedQuery } from './prepared-query.ts';

/** From this use on, a statement is prepared. */
const MIN_USES = 3;
/** How many statements each connection keeps prepared: filters can be written in many ways. */
const MAX_PREPARED_STATEMENTS = 100;
/** How many statements are counted that have not been used often yet. */
const MAX_COUNTED_STATEMENTS = 500;

const useCounts = new LRUCache<string, number>({ max: MAX_COUNTED_STATEMENTS });
const statementNames = new LRUCache<string, string>({ max: MAX_PREPARED_STATEMENTS });
let nameCount = 0;

/** What pg 8 keeps of a connection; its types leave it out. */
interface PgConnection {
  parsedStatements: Record<string, string>;
  close(message: { type: 'S'; name: string }): void;
}

type AnyQuery = (...call: unknown[]) => unknown;

/**
 * A client that prepares frequent statements: PostgreSQL reads and plans them once per connection.
 * The least recently used ones are closed, so that a caller with many forms of a query cannot keep
 * others from being prepared. Its subclass gives every statement with values a callback.
 */
export abstract class PreparedStatementClient extends GuardedClient {
  /** Set to false where the next statement may reach another session of the server. */
  protected preparesStatements = true;
  readonly #columns: PreparedColumns = new Map();
  /** The names that this connection has prepared. */
  readonly #prepared = new LRUCache<string, true>({
    max: MAX_PREPARED_STATEMENTS,
    dispose: (_value, name, reason) => {
      if (reason === 'evict') this.#closeStatement(name);
    },
  });

  // The arguments are those of pg; only a text with values is changed.
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...args: any[]): any {
    const [text, values, callback] = args;
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = isPlain && this.preparesStatements ? getStatementName(text) : undefined;
    if (name === undefined) return (super.query as AnyQuery).apply(this, args);
    this.#prepared.set(name, true);
    const query = new PreparedQuery({ name, text, values }, this.#columns, callback);
    return (super.query as AnyQuery).call(this, query);
  }

  /**
   * By a message of the protocol, not by DEALLOCATE: that would fail in an aborted transaction and,
   * behind PgBouncer, abort one.
   */
  #closeStatement(name: string): void {
    const { connection } = this as unknown as { connection: PgConnection };
    this.#columns.delete(name);
    delete connection.parsedStatements[name];
    connection.close({ type: 'S', name });
  }
}

/** The name under which a statement is prepared; undefined where it is not, or not used often enough. */
function getStatementName(text: string): string | undefined {
  const existingName = statementNames.get(text);
  if (existingName !== undefined) return existingName;
  const uses = (useCounts.get(text) ?? 0) + 1;
  if (uses < MIN_USES || isPlannedEachTime(text)) {
    useCounts.set(text, uses);
    return undefined;
  }
  useCounts.delete(text);
  // Never given twice: another connection may still know it by its earlier text.
  const name = `frequent-${nameCount++}`;
  statementNames.set(text, name);
  return name;
}
