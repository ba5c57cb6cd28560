import pg from 'pg';

/** What is used this often is worth a plan that is kept. */
const MIN_USES = 3;
/** Each connection keeps as many at most: a filter can be written in a great many ways. */
const MAX_PREPARED_STATEMENTS = 100;

const useCounts = new Map<string, number>();
const statementNames = new Map<string, string>();

/**
 * A client that has PostgreSQL read and plan what is asked often once a connection, not once a
 * use. A bouncer between us and PostgreSQL must know prepared statements (PgBouncer: from 1.21).
 */
export class PreparedStatementClient extends pg.Client {
  // The callers pass on whatever pg takes; only a text with values is looked at.
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...asked: any[]): any {
    const [text, values, ...others] = asked;
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = isPlain ? getStatementName(text) : undefined;
    const call = name === undefined ? asked : [{ name, text, values }, ...others];
    return (super.query as (...call: unknown[]) => unknown).apply(this, call);
  }
}

function getStatementName(text: string): string | undefined {
  const name = statementNames.get(text);
  if (name !== undefined || statementNames.size >= MAX_PREPARED_STATEMENTS) return name;
  const count = (useCounts.get(text) ?? 0) + 1;
  if (count < MIN_USES) {
    // What was used once or twice is forgotten now and then.
    if (useCounts.size >= MAX_PREPARED_STATEMENTS) useCounts.clear();
    useCounts.set(text, count);
    return undefined;
  }
  useCounts.delete(text);
  statementNames.set(text, `often-${statementNames.size}`);
  return statementNames.get(text);
}
