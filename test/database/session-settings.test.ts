import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type pg from 'pg';
import { createDatabase, createPool } from '../../src/database/connection-pool.ts';
import { detectSessionMode } from '../../src/database/detect-session.ts';
import { addTransactionSettings, directSession } from '../../src/database/session-settings.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* Issue 18, points 6 and 12: what the role, the database or the server set does not reach us. */

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
  const name = sql.ref(new URL(database.url).pathname.slice(1));
  const otherSettings = {
    default_transaction_isolation: 'repeatable read',
    TimeZone: 'Asia/Kathmandu',
    DateStyle: 'German, DMY',
    standard_conforming_strings: 'off',
    statement_timeout: '0',
    lock_timeout: '1ms',
    idle_in_transaction_session_timeout: '0',
  };
  for (const [setting, value] of Object.entries(otherSettings)) {
    await sql`alter database ${name} set ${sql.ref(setting)} = ${sql.lit(value)}`.execute(
      database.db,
    );
  }
});
after(() => database.close());

const ours = {
  isolation: 'read committed',
  zone: 'UTC',
  style: 'ISO, MDY',
  strings: 'on',
  statement: '30s',
  lock: '0',
  idle: '1min',
};
const question = `select current_setting('transaction_isolation') as isolation,
  current_setting('TimeZone') as zone, current_setting('DateStyle') as style,
  current_setting('standard_conforming_strings') as strings,
  current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
  current_setting('idle_in_transaction_session_timeout') as idle`;

test('each connection has our session settings, in a transaction and outside', async () => {
  const db = createDatabase(database.url);
  try {
    assert.deepEqual((await sql.raw(question).execute(db)).rows, [ours]);
    const within = await db.transaction().execute((trx) => sql.raw(question).execute(trx));
    assert.deepEqual(within.rows, [ours]);
  } finally {
    await db.destroy();
  }
});

test('the connections of the queue have them too', async () => {
  const pool = createPool(database.url, { max: 1 });
  try {
    assert.deepEqual((await pool.query(question)).rows, [ours]);
  } finally {
    await pool.end();
  }
});

test('a direct connection is recognised as one', async () => {
  assert.deepEqual(await detectSessionMode(database.url), directSession);
});

test('keeps what the connection URL sets beside ours', async () => {
  const url = new URL(database.url);
  url.searchParams.set('options', '-c work_mem=9MB -c statement_timeout=1');
  const pool: pg.Pool = createPool(url.href, { max: 1 });
  try {
    const { rows } = await pool.query(
      `select current_setting('work_mem') as memory, current_setting('statement_timeout') as timeout`,
    );
    assert.deepEqual(rows, [{ memory: '9MB', timeout: '30s' }]);
  } finally {
    await pool.end();
  }
});

test('reads times with the offset of any zone', async () => {
  const pool = createPool(database.url, { max: 1 });
  const client = await pool.connect();
  try {
    const read = async (zone: string, time: string): Promise<unknown> => {
      await client.query(`set TimeZone = '${zone}'`);
      const { rows } = await client.query('select $1::text::timestamptz as time', [time]);
      return rows[0].time;
    };
    const time = '2026-11-23T15:04:05.123456Z';
    assert.equal(await read('UTC', time), time);
    assert.equal(await read('Asia/Kathmandu', time), time);
    assert.equal(await read('America/St_Johns', time), time);
    assert.equal(
      await read('Europe/Dublin', '1850-01-02T00:00:00Z'),
      '1850-01-02T00:00:00.000000Z',
    );
  } finally {
    client.release(true);
    await pool.end();
  }
});

describe('the settings of a transaction', () => {
  const mode = {
    isPooled: true,
    perTransaction: {
      default_transaction_isolation: 'read committed',
      statement_timeout: '30s',
      lock_timeout: '0',
    },
  };
  const settings = `; set local statement_timeout = '30s'; set local lock_timeout = '0'`;
  for (const [text, expected] of [
    ['begin', `begin isolation level read committed${settings}`],
    ['\n  BEGIN;\n select 1', `BEGIN isolation level read committed${settings};\n select 1`],
    [
      'start transaction read only',
      `start transaction isolation level read committed read only${settings}`,
    ],
    [
      'start transaction isolation level repeatable read',
      `start transaction isolation level repeatable read${settings}`,
    ],
  ] as const) {
    test(`after ${JSON.stringify(text)}`, () => {
      assert.equal(addTransactionSettings(text, mode), expected);
    });
  }
});
