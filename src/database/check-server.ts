import { type Kysely, sql } from 'kysely';
import { StartError } from '../errors/start-error.ts';
import type { Database } from './schema.ts';

/** Older servers return some rows differently and lack some of the SQL we use. */
const MIN_POSTGRES_MAJOR = 15;

interface ServerFacts {
  number: number;
  version: string;
  encoding: string;
  database: string;
  isStandby: boolean;
  isReadOnly: boolean;
  schema: string | null;
  role: string;
}

/**
 * Throws StartError, with what to do, if we cannot work on this database: it cannot be reached, is
 * older than PostgreSQL 15, not in UTF-8, read-only, or has no schema for us.
 */
export async function checkServer(db: Kysely<Database>): Promise<void> {
  const facts = await readFacts(db).catch((error: Error) => {
    throw new StartError(`The database cannot be reached: ${error.message || String(error)}`);
  });
  const problem = findProblem(facts);
  if (problem !== null) throw new StartError(problem);
}

/** Whether the database takes no changes at present: it is a standby, or was set to read-only. */
export async function isReadOnly(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ read_only: boolean }>`
    select current_setting('transaction_read_only')::boolean as read_only`.execute(db);
  return rows[0]?.read_only ?? false;
}

async function readFacts(db: Kysely<Database>): Promise<ServerFacts> {
  const { rows } = await sql<ServerFacts>`
    select current_setting('server_version_num')::int as number,
      current_setting('server_version') as version,
      current_setting('server_encoding') as encoding,
      current_database() as database,
      pg_is_in_recovery() as "isStandby",
      current_setting('transaction_read_only')::boolean as "isReadOnly",
      current_schema() as schema,
      current_user as role`.execute(db);
  return rows[0] as ServerFacts;
}

function findProblem(facts: ServerFacts): string | null {
  const { number, version, encoding, database, schema, role } = facts;
  if (number < MIN_POSTGRES_MAJOR * 10_000) {
    return `PostgreSQL ${MIN_POSTGRES_MAJOR} or newer is needed; this one is ${version}.`;
  }
  if (encoding !== 'UTF8') {
    return (
      `The database ${database} has the encoding ${encoding}; UTF8 is needed. ` +
      `Create it with: create database ${database} encoding 'UTF8' template template0`
    );
  }
  if (facts.isStandby) {
    return `The database ${database} is a standby, which takes no changes. Set DATABASE_URL to the primary.`;
  }
  if (facts.isReadOnly) {
    return `The database ${database} is read-only (default_transaction_read_only is on for ${role}).`;
  }
  if (schema === null) {
    return `The role ${role} may use none of the schemas in its search_path. Grant it one: grant usage, create on schema public to ${role}`;
  }
  return null;
}
