import { createDatabase } from '../src/database/connection-pool.ts';
import { createServer } from '../src/server.ts';
import { staffToken } from './bench-data.ts';
import type { Statement } from './baseline-server.ts';

/** The statements that the service runs for a GET request of staff, in their order. */
export async function captureStatements(databaseUrl: string, path: string): Promise<Statement[]> {
  const seen: Statement[] = [];
  const db = createDatabase(databaseUrl, {
    max: 1,
    onQuery: ({ sql, parameters }) =>
      seen.push({ sql, parameters: parameters.map(toJsonParameter) }),
  });
  const server = await createServer({
    db,
    clock: () => new Date(),
    portal: () => 'brics',
    bridge: null,
    publicUrl: null,
    log: false,
  });
  try {
    const headers = { authorization: `Token ${staffToken}` };
    // The first use of a token is recorded; only later ones are typical.
    await server.inject({ url: path, headers });
    seen.length = 0;
    const { statusCode } = await server.inject({ url: path, headers });
    if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`);
    return seen;
  } finally {
    await server.close();
    await db.destroy();
  }
}

/** Bytes in PostgreSQL's text format. */
function toJsonParameter(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonParameter);
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}
