import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { eventually } from '../support/connected.ts';
import { details, TestDesk } from '../support/desk.ts';

/* Issue 4, 2: what happens appears by itself, to those who may see it. */

let desk: TestDesk;
let provider: { uuid: string };
let customer: { uuid: string };
const open: AbortController[] = [];

before(async () => {
  desk = await TestDesk.open();
  ({ provider, customer } = await desk.furnish());
  await desk.reviewer('rosalind', { provider, customer });
  await desk.person('stranger');
  await desk.person('help', { is_support: true });
});
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});
after(() => desk.close());

/** Listens as somebody; gives the awards heard of so far, by identifier. */
async function listen(username: string): Promise<{ heard: string[]; text: () => string }> {
  const controller = new AbortController();
  open.push(controller);
  const reply = await fetch(`${desk.url}/api/events/`, {
    headers: { authorization: `Token ${desk.people.get(username)?.token}` },
    signal: controller.signal,
  });
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/);
  const heard: string[] = [];
  let text = '';
  void (async () => {
    for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      const data = [...text.matchAll(/^event: awards\ndata: (.*)$/gm)].map(([, json]) => json);
      heard.splice(0);
      for (const json of data) {
        for (const { identifier } of JSON.parse(json as string).awards) heard.push(identifier);
      }
    }
  })().catch(() => undefined);
  await eventually(() => text.includes('event: hello'));
  return { heard, text: () => text };
}

test('an arrival and a decision are heard by those who may see the award, by nobody else', async () => {
  const listeners = await Promise.all(['staff', 'help', 'rosalind', 'stranger'].map(listen));
  const [staff, help, rosalind, stranger] = listeners as [
    (typeof listeners)[0],
    (typeof listeners)[0],
    (typeof listeners)[0],
    (typeof listeners)[0],
  ];
  await pause(1200);
  await desk.ask('create_project', { ...details, allocation: '5000 NHR' }, 'live.ukri');
  for (const one of [staff, help, rosalind]) {
    await eventually(() => one.heard.includes('live.ukri'));
  }
  assert.equal((await desk.post(`${desk.award('live.ukri')}approve/`, {})).status, 200);
  await eventually(() => rosalind.heard.filter((name) => name === 'live.ukri').length === 2);
  await pause(1500);
  assert.deepEqual(stranger.heard, []);
  assert.doesNotMatch(stranger.text(), /live/);
});

test('what commits late is heard though a later one was heard before', async () => {
  const staff = await listen('staff');
  await pause(1200);
  const slow = new pg.Client({ connectionString: desk.database.url });
  await slow.connect();
  try {
    const insert = `insert into audit_entry (identifier, destination, "timestamp", event_type, action, performed_by)
      select $1, 'ukri.brics.isambard-ai', now(), 'note_added', 'note_added', id from person where is_robot`;
    await slow.query('begin');
    await slow.query(insert, ['late.ukri']);
    await sql.raw(insert.replace('$1', "'early.ukri'")).execute(desk.db);
    await eventually(() => staff.heard.includes('early.ukri'));
    assert.ok(!staff.heard.includes('late.ukri'));
    await slow.query('commit');
    await eventually(() => staff.heard.includes('late.ukri'));
    await pause(1500);
    assert.equal(staff.heard.filter((name) => name === 'early.ukri').length, 1, 'told of once');
  } finally {
    await slow.end();
  }
});

test('nobody listens without signing in', async () => {
  const reply = await fetch(`${desk.url}/api/events/`);
  assert.equal(reply.status, 401);
});

test('an open stream does not hold up the end of the service', { timeout: 20_000 }, async () => {
  const other = await TestDesk.open();
  const token = other.people.get('staff')?.token;
  const reply = await fetch(`${other.url}/api/events/`, {
    headers: { authorization: `Token ${token}` },
  });
  assert.equal(reply.status, 200);
  const start = Date.now();
  await other.close();
  assert.ok(Date.now() - start < 8000);
  await reply.text().catch(() => undefined);
});
