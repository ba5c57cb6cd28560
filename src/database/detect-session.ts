import pg from 'pg';
import { StartError } from '../errors/start-error.ts';
import { SessionClient } from './session-client.ts';
import {
  buildClientConfig,
  directSession,
  sessionSettings,
  type SessionMode,
  startupSettings,
} from './session-settings.ts';

/** SQLSTATE of PgBouncer for a startup parameter that it does not know. */
const PROTOCOL_VIOLATION = '08P01';

const pooledSession: SessionMode = { isPooled: true, perTransaction: {} };

/**
 * Finds out how connections get our session settings: from their start, or, where a pooler refuses
 * or ignores those, from each transaction. Throws StartError if the server cannot be reached.
 */
export async function detectSessionMode(connectionString: string): Promise<SessionMode> {
  const direct = await findMissingSettings(connectionString, directSession).catch((error) => {
    if ((error as { code?: unknown }).code === PROTOCOL_VIOLATION) return null;
    throw toStartError(error);
  });
  if (direct !== null && Object.keys(direct).length === 0) return directSession;
  const missing = await findMissingSettings(connectionString, pooledSession).catch((error) => {
    throw toStartError(error);
  });
  return { isPooled: true, perTransaction: missing };
}

/** The settings that a new connection in this mode lacks, with the values that we need. */
async function findMissingSettings(
  connectionString: string,
  sessionMode: SessionMode,
): Promise<Record<string, string>> {
  const config = { ...buildClientConfig(connectionString, sessionMode), sessionMode };
  const client = new SessionClient(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const wanted = { ...startupSettings, ...sessionSettings };
    const { rows }: { rows: { name: string; value: string }[] } = await client.query(
      'select name, current_setting(name) as value from unnest($1::text[]) as name',
      [Object.keys(wanted)],
    );
    const present = new Map(rows.map(({ name, value }) => [name, value]));
    return Object.fromEntries(
      Object.entries(wanted).filter(([name, value]) => present.get(name) !== value),
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Files that DATABASE_URL names, and everything that goes wrong before the first statement. */
function toStartError(error: unknown): StartError {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (path !== undefined && !(error instanceof pg.DatabaseError)) {
    return new StartError(`DATABASE_URL names ${path}, which cannot be read (${code}).`);
  }
  return new StartError(`The database cannot be reached: ${message || String(error)}`);
}
