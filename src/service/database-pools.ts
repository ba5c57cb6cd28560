import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { OpenDatabase } from './open-database.ts';

/*
 * Each kind of work has connections of its own, so that none can keep another waiting
 * (docs/decisions/0017-limits-for-each-caller.md): requests of people and programs the pool of
 * `openDatabase`, and these two.
 */

const JOB_CONNECTIONS = 8;
const SEARCH_CONNECTIONS = 4;
const SEARCH_STATEMENT_TIMEOUT_SECONDS = 5;

export interface WorkPools {
  /** For jobs of the bridge, the outbox and what happens at set times. */
  jobs: Kysely<Database>;
  /** For searches, each of which may take one processor for five seconds. */
  searches: Kysely<Database>;
  close(): Promise<void>;
}

/** Opens the pools; they connect when they are first used. */
export function openWorkPools(open: OpenDatabase['openDatabase']): WorkPools {
  const jobs = open({ name: 'jobs', max: JOB_CONNECTIONS });
  const searches = open({
    name: 'searches',
    max: SEARCH_CONNECTIONS,
    session: {
      statement_timeout: `${SEARCH_STATEMENT_TIMEOUT_SECONDS}s`,
      max_parallel_workers_per_gather: '0',
    },
  });
  const close = async (): Promise<void> => {
    await Promise.all([jobs.destroy(), searches.destroy()]);
  };
  return { jobs, searches, close };
}
