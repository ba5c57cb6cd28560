import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test, type TestContext } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { createFanOutChannel } from '../../src/announcements/fan-out.ts';
import { createDatabase } from '../../src/database/connection-pool.ts';
import type { Database } from '../../src/database/schema.ts';
import { claimPairs } from '../../src/machines/reconcile/claim-pairs.ts';
import { loadPairs } from '../../src/machines/reconcile/load-pair.ts';
import { endDelivered, loadDueEntries, postponeEntries } from '../../src/outbox/outbox-store.ts';
import {
  beginCollections,
  claimCollections,
} from '../../src/usage-collection/claim-collections.ts';
import { findDueWebhooks, loadDueMessages } from '../../src/webhooks/due-messages.ts';
import { countBlocks } from '../support/count-blocks.ts';
import { createTestDatabase } from '../support/test-database.ts';

/*
 * Tables that are empty most of the time and suddenly full, before PostgreSQL analyzes them: what is
 * asked each second must not read all of them for each row. Counted in blocks, not in time.
 */

type Db = Kysely<Database>;

/** Of each kind. A statement that reads a table for each entry reads tens of thousands of blocks. */
const ENTRIES = 1500;
const MAX_BLOCKS = 5 * ENTRIES;
/** Each project is looked up in several tables, twice: whether one is due, and under the lock. */
const MAX_MACHINE_BLOCKS = 20 * ENTRIES;
/** More than PostgreSQL needs to keep the plan of a prepared statement for good. */
const IDLE_POLLS = 9;

const clock = (): Date => new Date();
const now = (): string => clock().toISOString();
const entry = (id: number) => ({ entry: { id }, reason: 'refused' });

/** A database with one connection, of which autovacuum leaves these tables alone. */
async function openIdle(context: TestContext, tables: readonly string[]): Promise<Db> {
  const database = await createTestDatabase();
  const db = createDatabase(database.url, { max: 1 });
  context.after(async () => {
    await db.destroy();
    await database.close();
  });
  for (const table of tables)
    await sql`alter table ${sql.table(table)} set (autovacuum_enabled = false)`.execute(db);
  return db;
}

const outboxTables = ['outbox', 'webhook_message', 'webhook_event'];

/** What is asked each second, and for each batch of what is delivered. */
const outboxPolls: Record<string, (db: Db) => Promise<unknown>> = {
  'entries for the bridge': (db) => loadDueEntries(db, ['award_notification'], now(), 20),
  mails: (db) => loadDueEntries(db, ['mail'], now(), 20),
  webhooks: (db) => findDueWebhooks(db, now(), []),
  'messages of a webhook': (db) => loadDueMessages(db, 1, now(), 20),
  announcements: (db) => {
    let rounds = 0;
    const options = { db, clock, baseUrl: '', expanders: [] };
    return createFanOutChannel(options).deliverDue(() => rounds++ > 0);
  },
  'a delivered entry': (db) => endDelivered(db, [{ id: 1 } as never], now()),
  'a refused entry': (db) => postponeEntries(db, [entry(2)], now()),
};

async function addWebhook(db: Db): Promise<void> {
  await sql`
    with owner as (insert into person (username, is_staff, date_joined)
      values ('owner', true, now()) returning id)
    insert into webhook (name, owner_id, destination_url, event_types, form, created, modified)
    select 'hook', id, 'https://hook.example', '{award.changed}', 'standard', now(), now()
    from owner`.execute(db);
}

/** Entries of each kind, of as many awards as are said; mails are of no award, to as many people. */
async function fillOutbox(db: Db, awards: number): Promise<void> {
  await sql`
    insert into outbox (kind, event, identifier, destination, recipient, created, event_id, payload)
    select kind, 'award.changed', case kind when 'mail' then '' else 'p' || n % ${awards}::int end,
      case kind when 'mail' then '' else 'ukri.brics.cpu' end,
      case kind when 'mail' then n % ${awards}::int || '@site.example' when 'webhook' then '1'
        else '' end, now(), gen_random_uuid(), '{}'
    from generate_series(1, ${ENTRIES}::int) n,
      unnest('{award_notification,mail,webhook,announcement}'::text[]) kind
    order by kind, n`.execute(db);
  await sql`insert into webhook_event (event_id, event, identifier, destination, content, created)
    select event_id, event, identifier, destination, '{}', created
    from outbox where kind = 'webhook'`.execute(db);
  await sql`insert into webhook_message (webhook_id, event_id, created)
    select 1, event_id, created from outbox where kind = 'webhook'`.execute(db);
}

/** What PostgreSQL knows of the outbox before it is filled. */
const statistics: Record<string, (db: Db) => Promise<unknown>> = {
  'was never analyzed': () => Promise.resolve(),
  'was analyzed while it was empty': (db) => sql`vacuum analyze outbox`.execute(db),
  'was analyzed while it had mails about nothing only': async (db) => {
    await sql`insert into outbox (kind, event, identifier, destination, created)
      select 'mail', 'mail.x', '', '', now() from generate_series(1, 3000)`.execute(db);
    await sql`analyze outbox`.execute(db);
    await sql`delete from outbox`.execute(db);
    await sql`vacuum outbox`.execute(db);
  },
};

for (const [state, prepare] of Object.entries(statistics)) {
  describe(`an outbox that ${state}`, () => {
    for (const [fill, awards] of [
      ['a few awards', 5],
      ['many awards', ENTRIES],
    ] as const) {
      test(`is read once for a batch when it is full of ${fill}`, async (context) => {
        const db = await openIdle(context, outboxTables);
        await addWebhook(db);
        await prepare(db);
        for (let poll = 0; poll < IDLE_POLLS; poll++)
          for (const ask of Object.values(outboxPolls)) await ask(db);
        await fillOutbox(db, awards);
        for (const [name, ask] of Object.entries(outboxPolls)) {
          const blocks = await countBlocks(db, outboxTables, () => ask(db));
          assert.ok(blocks <= MAX_BLOCKS, `${name}: ${blocks} blocks`);
        }
      });
    }
  });
}

const machineTables = ['machine_project', 'usage_collection', 'instruction', 'machine_member'];

const machinePolls: Record<string, (db: Db) => Promise<unknown>> = {
  'projects to change': (db) => claimPairs(db, { owner: randomUUID(), now: clock(), limit: 40 }),
  'projects that were claimed': (db) =>
    loadPairs(
      db,
      Array.from({ length: 40 }, (_, place) => place + 1),
    ),
  'projects whose figures are due': (db) => claimCollections(db, { now: clock(), limit: 40 }),
};

/** Projects on a resource, each with an instruction that has ended. */
async function fillMachines(db: Db): Promise<void> {
  await sql`
    insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
      wanted_since, seen, seen_version, due_at)
    select project.id, resource.id, 'present', 'running', 3600, now(), 'present', 1, now()
    from project, resource`.execute(db);
  await sql`
    insert into instruction (machine_project_id, resource_id, instruction, command, sent, expires,
      outcome, finished)
    select id, resource_id, 'get_project', '', now(), now(), 'complete', now()
    from machine_project`.execute(db);
  await beginCollections(db, clock());
}

for (const [state, prepare] of Object.entries({
  'were never analyzed': () => Promise.resolve(),
  'were analyzed while they were empty': async (db: Db) => {
    for (const table of machineTables) await sql`vacuum analyze ${sql.table(table)}`.execute(db);
  },
})) {
  test(`tables of machines that ${state} are read once for a batch`, async (context) => {
    const db = await openIdle(context, machineTables);
    await sql`insert into resource (name, destination, seconds_per_credit, mode, created)
      values ('AI', 'brics.isambard.clusters.ai', 3600, 'active', now())`.execute(db);
    await sql`
      with customer as (insert into customer (name, slug, created)
        values ('Customer', 'customer', now()) returning id)
      insert into project (customer_id, name, slug, short_name, created)
      select id, 'Project ' || n, 'project-' || n, 'x' || n, now()
      from customer, generate_series(1, ${ENTRIES}::int) n`.execute(db);
    await prepare(db);
    for (let poll = 0; poll < IDLE_POLLS; poll++)
      for (const ask of Object.values(machinePolls)) await ask(db);
    await fillMachines(db);
    for (const [name, ask] of Object.entries(machinePolls)) {
      const blocks = await countBlocks(db, machineTables, () => ask(db));
      assert.ok(blocks <= MAX_MACHINE_BLOCKS, `${name}: ${blocks} blocks`);
    }
  });
}
