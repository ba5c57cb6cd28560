import { createServer } from 'node:http';
import pg from 'pg';

/** A statement as the service sends it. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/*
 * The floor: a bare server in its own process that runs the statements of a request of the service
 * one after the other and sends the rows of all of them as text. What it runs comes from stdin.
 */
const settings = JSON.parse(await text(process.stdin)) as {
  databaseUrl: string;
  statements: Statement[];
  /** All in one transaction. */
  isTransaction: boolean;
};
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 20 });
const server = createServer(async (_request, response) => {
  const client = await pool.connect();
  try {
    const body = await run(client);
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

async function run(client: pg.PoolClient): Promise<string> {
  const answers: unknown[] = [];
  if (settings.isTransaction) await client.query('begin');
  for (const { sql, parameters } of settings.statements) {
    answers.push((await client.query(sql, [...parameters])).rows);
  }
  if (settings.isTransaction) await client.query('commit');
  return JSON.stringify(answers);
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = '';
  for await (const chunk of stream) all += chunk;
  return all;
}
