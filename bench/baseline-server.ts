import { createServer } from 'node:http';
import pg from 'pg';

/** A statement as the service sends it. A parameter `{ each: name }` has another value in each request. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** What the baseline server runs for each request. */
export interface BaselineWork {
  statements: Statement[];
  /** The values of each request in turn; with these, a request is one transaction. */
  valueSets?: Record<string, unknown>[];
}

/*
 * The baseline ("floor"): a bare server in its own process that runs the statements of a request of
 * the service one after another, prepared, and sends their rows as text. Reads them from stdin.
 */
const {
  databaseUrl,
  statements,
  valueSets: valueSetList,
} = JSON.parse(await readText(process.stdin)) as BaselineWork & {
  databaseUrl: string;
};
const valueSets = valueSetList?.values();
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const server = createServer(async (_request, response) => {
  const client = await pool.connect();
  try {
    const body = await (valueSets === undefined
      ? runStatements(client, {})
      : runInTransaction(client));
    response.setHeader('content-type', 'application/json');
    response.end(body);
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  } finally {
    client.release();
  }
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening at ${(server.address() as { port: number }).port}`);
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

async function runInTransaction(client: pg.PoolClient): Promise<string> {
  const turn = valueSets?.next();
  if (!turn || turn.done) throw new Error('There are no values left for another request.');
  await client.query('begin');
  const body = await runStatements(client, turn.value);
  await client.query('commit');
  return body;
}

async function runStatements(
  client: pg.PoolClient,
  values: Record<string, unknown>,
): Promise<string> {
  const lines: string[] = [];
  for (const [number, { sql: text, parameters }] of statements.entries()) {
    const bound = parameters.map((value) =>
      isRequestParameter(value) ? values[value.each] : value,
    );
    // Prepared once per connection, as in the service.
    const query = { name: `s${number}`, text, values: bound, rowMode: 'array' as const };
    lines.push(...(await client.query<unknown[]>(query)).rows.map(formatRow));
  }
  return lines.join('\n');
}

/** Text as it is, as it may be JSON already; other values as JSON. */
function formatRow(row: unknown[]): string {
  return row.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(',');
}

function isRequestParameter(value: unknown): value is { each: string } {
  return typeof value === 'object' && value !== null && 'each' in value;
}

async function readText(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const chunk of stream) all += chunk;
  return all;
}
