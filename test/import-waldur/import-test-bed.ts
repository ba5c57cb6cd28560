import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/database/schema.ts';
import {
  type ImportOptions,
  type ImportResult,
  runImport,
} from '../../src/import-waldur/run-import.ts';
import { WaldurClient } from '../../src/import-waldur/waldur-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { WaldurStandIn } from '../support/waldur/waldur-stand-in.ts';
import { createExampleWaldur } from './example-waldur.ts';

export const now = new Date('2026-11-27T12:00:00Z');

/** Imports from a Waldur, which a process of its own stands in for. */
export class ImportTestBed {
  readonly waldur: WaldurStandIn;
  database!: TestDatabase;
  example!: ReturnType<typeof createExampleWaldur>;
  retries: string[] = [];

  private constructor(waldur: WaldurStandIn) {
    this.waldur = waldur;
  }

  static async open(): Promise<ImportTestBed> {
    return new ImportTestBed(await WaldurStandIn.start(3));
  }

  async close(): Promise<void> {
    await this.waldur.stop();
  }

  /** An empty database, which the test closes, and a new Waldur. */
  async openExample(): Promise<void> {
    this.database = await createTestDatabase();
    this.example = createExampleWaldur();
    this.retries = [];
    this.waldur.requests = [];
    await this.waldur.setFaults();
    await this.waldur.setLists(this.example.lists);
  }

  importExample(given: Partial<ImportOptions> = {}): Promise<ImportResult> {
    const client = new WaldurClient({
      baseUrl: this.waldur.url,
      token: WaldurStandIn.token,
      onRetry: (line) => this.retries.push(line),
      retryDelayMs: 5,
      requestTimeoutMs: 5000,
    });
    return runImport({
      ...{ db: this.database.db, client, source: this.waldur.url, portal: null, isDryRun: false },
      ...{ publicUrl: 'https://desk.example.org', clock: () => now, say: () => undefined },
      ...given,
    });
  }

  /** One award with what it refers to. */
  async readAward(identifier: string) {
    const { rows } = await sql<Record<string, unknown>>`
      select state, details, review_comment, applied_allocation, version, project.credits, project.short_name,
        project.uuid::text as project, reviewer.username as reviewer, is_robot, reviewed_at,
        (select array_agg(reason ->> 'code') from jsonb_array_elements(waiting_reasons) reason) as reasons,
        previous.uuid::text as previous
      from managed_project award
      left join project on project.id = project_id left join person reviewer on reviewer.id = reviewed_by
      left join project previous on previous.id = previous_project_id
      where identifier = ${identifier}`.execute(this.database.db);
    return rows[0] ?? {};
  }
}

/** The rows of the tables that an import writes, as text, without those that only it reads. */
export async function readTables(db: Kysely<Database>): Promise<Record<string, string>> {
  const names = ['customer', 'person', 'person_short_name', 'customer_role', 'project', 'setting'];
  names.push('project_role', 'project_template', 'managed_project', 'audit_entry', 'invitation');
  names.push(
    'administrative_entry',
    'outbox',
    'short_name_series',
    'mail_message',
    'machine_project',
  );
  const tables: Record<string, string> = {};
  for (const name of names) {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, '\n' order by t::text), '') as text from ${sql.table(name)} t`.execute(
      db,
    );
    tables[name] = rows[0]?.text ?? '';
  }
  return tables;
}
