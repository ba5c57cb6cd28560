import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { StartError } from '../errors/start-error.ts';
import type { Database } from './schema.ts';

interface Rights {
  role: string;
  database: string;
  schema: string;
  mayCreateTables: boolean;
  mayCreateExtensions: boolean;
  /** Where pg_trgm is installed; null if it is not. */
  trgmSchema: string | null;
  mayUseTrgmSchema: boolean;
  hasTrgmFiles: boolean;
}

/**
 * Throws StartError, with the statement that an administrator must run, if our role lacks a right
 * that migrations need. Returns the schema of pg_trgm if it is installed already.
 */
export async function checkMigrationRights(db: Kysely<Database>): Promise<string | null> {
  const rights = await readRights(db);
  const problem = findMissingRight(rights);
  if (problem !== null) throw new StartError(problem);
  return rights.trgmSchema;
}

/** What PostgreSQL said about a right that we lack; null for other errors. */
export function describeMissingRight(error: unknown): string | null {
  const isRefused = error instanceof pg.DatabaseError && error.code === '42501';
  return isRefused ? `A migration needs a right that our role lacks: ${error.message}.` : null;
}

async function readRights(db: Kysely<Database>): Promise<Rights> {
  const { rows } = await sql<Rights>`
    select current_user as role, current_database() as database, current_schema() as schema,
      has_schema_privilege(current_schema(), 'CREATE') as "mayCreateTables",
      has_database_privilege(current_database(), 'CREATE') as "mayCreateExtensions",
      installed.schema as "trgmSchema",
      coalesce(has_schema_privilege(installed.schema, 'USAGE'), true) as "mayUseTrgmSchema",
      exists (select from pg_available_extensions where name = 'pg_trgm') as "hasTrgmFiles"
    from (values (1)) as one
    left join (select nspname as schema from pg_extension
      join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm') as installed
      on true`.execute(db);
  return rows[0] as Rights;
}

function findMissingRight(rights: Rights): string | null {
  const { role, database, schema, trgmSchema } = rights;
  if (!rights.mayCreateTables) {
    return `The role ${role} may not create tables in the schema ${schema}. Run: grant usage, create on schema ${schema} to ${role}`;
  }
  if (trgmSchema === null && !rights.hasTrgmFiles) {
    return 'The PostgreSQL server lacks the extension pg_trgm. Install its contrib package.';
  }
  if (trgmSchema === null && !rights.mayCreateExtensions) {
    return `The role ${role} may not create the extension pg_trgm. Run as an administrator in the database ${database}: create extension pg_trgm`;
  }
  if (!rights.mayUseTrgmSchema) {
    return `The role ${role} may not use the schema ${trgmSchema} of the extension pg_trgm. Run: grant usage on schema ${trgmSchema} to ${role}`;
  }
  return null;
}
