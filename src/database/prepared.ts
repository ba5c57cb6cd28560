import pg from 'pg';

/** What is used this often is worth a plan that is kept. */
const usesBefore = 3;
/** Each connection keeps as many at most: a filter can be written in a great many ways. */
const mostKept = 100;

const uses = new Map<string, number>();
const names = new Map<string, string>();

/**
 * A client that has PostgreSQL read and plan what is asked often once a connection, not once a
 * use. A bouncer between us and PostgreSQL must know prepared statements (PgBouncer: from 1.21).
 */
export class PreparingClient extends pg.Client {
  // The callers pass on whatever pg takes; only a text with values is looked at.
  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen ways to call it.
  override query(...asked: any[]): any {
    const [text, values, ...others] = asked;
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = isPlain ? nameOf(text) : undefined;
    const call = name === undefined ? asked : [{ name, text, values }, ...others];
    return (super.query as (...call: unknown[]) => unknown).apply(this, call);
  }
}

function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= mostKept) return name;
  const count = (uses.get(text) ?? 0) + 1;
  if (count < usesBefore) {
    // What was used once or twice is forgotten now and then.
    if (uses.size >= mostKept) uses.clear();
    uses.set(text, count);
    return undefined;
  }
  uses.delete(text);
  names.set(text, `often-${names.size}`);
  return names.get(text);
}
