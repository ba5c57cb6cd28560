import { createServer } from 'node:http';
import pg from 'pg';

/** A statement as the service sends it. A parameter `{ each: name }` differs by request. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** What the floor runs for each request. */
export interface BaselineWork {
  statements: Statement[];
  /** What differs from request to request, in turn; these run in one transaction each. */
  valueSets?: Record<string, unknown>[];
}

/*
 * The floor: a bare server in its own process that runs the statements of a request of the service
 * one after the other, prepared as the service prepares them, and sends their rows as text. What it runs comes from stdin.
 */
const {
  databaseUrl,
  statements,
  valueSets: each,
} = JSON.parse(await readText(process.stdin)) as BaselineWork & {
  databaseUrl: string;
};
const valueSets = each?.values();
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
  if (!turn || turn.done) throw new Error('There is nothing left to decide.');
  await client.query('begin');
  const body = await runStatements(client, turn.value);
  await client.query('commit');
  return body;
}

async function runStatements(
  client: pg.PoolClient,
  values: Record<string, unknown>,
): Promise<string> {
  const answers: string[] = [];
  for (const [number, { sql: text, parameters }] of statements.entries()) {
    const given = parameters.map((value) =>
      isRequestParameter(value) ? values[value.each] : value,
    );
    // Prepared once a connection, as the service has them.
    const query = { name: `s${number}`, text, values: given, rowMode: 'array' as const };
    answers.push(...(await client.query<unknown[]>(query)).rows.map(formatRow));
  }
  return answers.join('\n');
}

/** Text as it is: what is JSON already is not written as JSON once more. */
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
