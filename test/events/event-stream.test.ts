import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';
import { waitUntil } from '../support/connected-service.ts';
import { DatabaseProxy } from '../support/database-proxy.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Events reach the people who may see their award, without a reload. */

let app: TestApp;
const open: AbortController[] = [];

before(async () => {
  app = await TestApp.open();
  await app.createReviewer('rosalind', await app.createTemplateWithCustomers());
  await app.createReviewer(
    'elsewhere',
    await app.createTemplateWithCustomers({ name: 'other', portal: 'ehpc' }),
  );
  await app.createPerson('stranger');
  await app.createPerson('help', { is_support: true });
});
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});
after(() => app.close());

interface Ear {
  /** The awards heard of so far, by identifier. */
  heard: string[];
  text: () => string;
}

/** Listens as somebody, from `hello` on. */
async function listen(username: string): Promise<Ear> {
  const controller = new AbortController();
  open.push(controller);
  const reply = await fetch(`${app.url}/api/events/`, {
    headers: { authorization: `Token ${app.people.get(username)?.token}` },
    signal: controller.signal,
  });
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/);
  const heard: string[] = [];
  let text = '';
  void (async () => {
    for await (const chunk of reply.body as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      const data = [...text.matchAll(/^event: awards\ndata: (.*)\n\n/gm)].map(([, json]) => json);
      heard.splice(0);
      for (const json of data) {
        for (const { identifier } of JSON.parse(json as string).awards) heard.push(identifier);
      }
    }
  })().catch(() => undefined);
  await waitUntil(() => text.includes('event: hello'));
  return { heard, text: () => text };
}

test('an arrival and a decision are heard by those who may see the award, by nobody else', async () => {
  const [staff, help, rosalind, elsewhere, stranger] = (await Promise.all(
    ['staff', 'help', 'rosalind', 'elsewhere', 'stranger'].map(listen),
  )) as [Ear, Ear, Ear, Ear, Ear];
  assert.match(staff.text(), /^event: hello\ndata: \{"now":"2026-11-23T12:00:00.000Z"\}\n\n/);
  await app.sendInstruction(
    'create_project',
    { ...awardDetails, allocation: '5000 NHR' },
    'live.ukri',
  );
  for (const { heard } of [staff, help, rosalind]) {
    await waitUntil(() => heard.includes('live.ukri'));
  }
  assert.match(
    rosalind.text(),
    /data: \{"awards":\[\{"identifier":"live.ukri","destination":"ukri.brics.isambard-ai"\}\]\}/,
  );
  assert.equal((await app.post(`${app.getAwardPath('live.ukri')}approve/`, {})).status, 200);
  await waitUntil(() => rosalind.heard.filter((name) => name === 'live.ukri').length === 2);
  await app.sendInstruction(
    'create_project',
    { ...awardDetails, template: 'other' },
    'theirs.ehpc',
    {
      forwarded_for: 'ehpc.brics.isambard-ai',
    },
  );
  await waitUntil(() => elsewhere.heard.includes('theirs.ehpc'));
  await waitUntil(() => staff.heard.includes('theirs.ehpc'));
  assert.deepEqual(elsewhere.heard, ['theirs.ehpc']);
  assert.deepEqual(rosalind.heard, ['live.ukri', 'live.ukri']);
  assert.deepEqual(stranger.heard, []);
});

test('whatever happens after hello is heard, also by the first to listen and by a second window', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [first, second] = (await Promise.all([listen('rosalind'), listen('rosalind')])) as [
      Ear,
      Ear,
    ];
    const identifier = `hello${round}.ukri`;
    await app.sendInstruction('create_project', { ...awardDetails, name: identifier }, identifier);
    await waitUntil(() => first.heard.includes(identifier) && second.heard.includes(identifier));
    for (const controller of open.splice(0)) controller.abort();
  }
});

test('events need a signed-in caller', async () => {
  assert.equal((await app.get('/api/events/', { as: null })).status, 401);
});

/** A connection that asks for the events and shows what came, byte by byte. */
async function connect(username = 'staff'): Promise<{ socket: net.Socket; text: () => string }> {
  const socket = net.connect(Number(new URL(app.url).port), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  const { token } = app.people.get(username) as { token: string };
  socket.write(`GET /api/events/ HTTP/1.1\r\nhost: desk\r\nauthorization: Token ${token}\r\n\r\n`);
  await waitUntil(() => text.includes('event: hello') || /^HTTP\/1\.1 [45]/.test(text));
  return { socket, text: () => text };
}

/** Whether a stream is opened for this person; it is closed again. */
async function canConnect(username: string): Promise<boolean> {
  const { socket, text } = await connect(username);
  socket.destroy();
  return /^HTTP\/1\.1 200/.test(text());
}

test('a reader that leaves too much unread is disconnected; others are not', {
  timeout: 30_000,
}, async () => {
  const { socket, text } = await connect();
  const closed = once(socket, 'close');
  socket.pause();
  // Listeners are let go in the order in which they came, and this one can see it.
  const reader = await connect('help');
  const readerClosed = once(reader.socket, 'close');
  await sql`insert into audit_entry
      (identifier, destination, "timestamp", event_type, action, performed_by)
    select repeat('x', 20000) || n, 'd', now(), 'note_added', 'note_added', id
    from person, generate_series(1, 900) n where is_robot`.execute(app.db);
  await readerClosed;
  const staff = await listen('staff');
  socket.resume();
  await closed;
  assert.doesNotMatch(text(), /\n0\r\n\r\n$/, 'cut off, not ended');
  await app.sendInstruction('create_project', { ...awardDetails, name: 'After' }, 'after.ukri');
  await waitUntil(() => staff.heard.includes('after.ukri'));
});

test('a thousand streams may be open, the next one gets 503', { timeout: 60_000 }, async () => {
  const sockets: net.Socket[] = [];
  try {
    for (let n = 0; n < 50; n += 1) {
      const name = await app.createPerson(`listener-${n}`);
      const batch = await Promise.all(Array.from({ length: 20 }, () => connect(name)));
      sockets.push(...batch.map(({ socket }) => socket));
    }
    const refused = await app.get('/api/events/');
    assert.equal(refused.status, 503);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal(typeof refused.body.detail, 'string');
    sockets.pop()?.destroy();
    await waitUntil(() => canConnect('staff'));
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});

test('one person has at most twenty streams; others are not affected', async () => {
  const name = await app.createPerson('everywhere');
  const streams = await Promise.all(Array.from({ length: 20 }, () => connect(name)));
  try {
    assert.ok(streams.every(({ text }) => /^HTTP\/1\.1 200/.test(text())));
    const refused = await app.get('/api/events/', { as: name });
    assert.equal(refused.status, 429, refused.text);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.match(refused.body.detail, /You have too many event streams open/);
    await listen('rosalind');
    streams[0]?.socket.destroy();
    await waitUntil(async () => {
      const { socket, text } = await connect(name);
      streams.push({ socket, text });
      return /^HTTP\/1\.1 200/.test(text());
    });
  } finally {
    for (const { socket } of streams) socket.destroy();
  }
});

/** Gives what comes next of a stream; nothing where it has ended. */
function readerOf(reply: Response): () => Promise<string> {
  assert.equal(reply.status, 200);
  const chunks = (reply.body as ReadableStream<Uint8Array>).getReader();
  return async () => new TextDecoder().decode((await chunks.read()).value);
}

test('events that cannot be sent end the streams, so that readers know that they missed some', {
  timeout: 30_000,
}, async () => {
  const proxy = await DatabaseProxy.open(app.database.url);
  const db = createDatabase(proxy.url);
  const other = await createServer({
    db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    log: false,
  });
  try {
    const url = await other.listen({ host: '127.0.0.1', port: 0 });
    const ask = () =>
      fetch(`${url}/api/events/`, {
        headers: { authorization: `Token ${app.people.get('staff')?.token}` },
      });
    const stream = readerOf(await ask());
    assert.match(await stream(), /^event: hello\n/);
    // Visibility is checked again just before an event is sent.
    proxy.failOn('select credential.uuid', 'cut');
    await app.sendInstruction('create_project', { ...awardDetails, name: 'Untold' }, 'untold.ukri');
    assert.equal(await stream(), '', 'ended, with nothing told');
    assert.equal(proxy.isArmed, false);
    const again = readerOf(await ask());
    assert.match(await again(), /^event: hello\n/, 'it connects again');
    await app.sendInstruction('create_project', { ...awardDetails, name: 'Told' }, 'told.ukri');
    assert.match(await again(), /told\.ukri/);
  } finally {
    await other.close();
    await db.destroy();
    await proxy.close();
  }
});

test('neither an open stream nor a connection that is not used yet holds up the end', {
  timeout: 20_000,
}, async () => {
  const other = await TestApp.open();
  const { token } = other.people.get('staff') as { token: string };
  const unused = net.connect(Number(new URL(other.url).port), '127.0.0.1');
  await once(unused, 'connect');
  const reply = await fetch(`${other.url}/api/events/`, {
    headers: { authorization: `Token ${token}` },
  });
  const chunks = (reply.body as ReadableStream<Uint8Array>).getReader();
  assert.match(new TextDecoder().decode((await chunks.read()).value), /event: hello/);
  const start = Date.now();
  await other.close();
  assert.ok(Date.now() - start < 8000);
  assert.ok((await chunks.read()).done, 'ended, not cut off');
  unused.destroy();
});
