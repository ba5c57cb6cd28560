import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { createMailChannel } from '../../src/mail/mail-channel.ts';
import { purgeMailLog } from '../../src/mail/mail-log-store.ts';
import type { SmtpError } from '../../src/mail/smtp-error.ts';
import type { OutboxEntry } from '../../src/outbox/outbox-entry.ts';
import { loadDueEntries } from '../../src/outbox/outbox-store.ts';
import { DAY, MailTestBed, readRecipient, summarize } from './mail-test-bed.ts';

/* How mails are delivered, tried again and logged (docs/rules/mail.md, N1, N3 and N4). */

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
});
after(() => bed.close());
beforeEach(() => bed.reset());

const rita = 'rita@site.example';

async function readLog(path = '/api/mail-log/') {
  return (await bed.app.get(path)).body as {
    uuid: string;
    recipient: string;
    kind: string;
    state: string;
    attempts: number;
    last_error: string | null;
    sent_again_from: string | null;
    identifier: string;
    subject: string;
  }[];
}

async function countOutbox(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from outbox where kind = 'mail'`.execute(bed.app.db);
  return rows[0]?.count ?? 0;
}

describe('each mail', () => {
  test('goes to one recipient, once for an event', async () => {
    await bed.createWaitingAward();
    await bed.expand();
    const before = await sql<{ id: number }>`select * from outbox where kind = 'mail'`.execute(
      bed.app.db,
    );
    await bed.send();
    const [mail] = await bed.server.take();
    assert.deepEqual(mail?.to, [rita]);
    // As after a crash between the mail and the end of its entry.
    await sql`insert into outbox (kind, recipient, event, event_id, identifier, destination, created,
        payload)
      select kind, recipient, event, event_id, identifier, destination, created, payload
      from jsonb_populate_recordset(null::outbox, ${JSON.stringify(before.rows)}::jsonb)`.execute(
      bed.app.db,
    );
    await bed.send();
    assert.deepEqual(await bed.server.take(), []);
    assert.equal(await countOutbox(), 0);
  });

  test('has text, HTML without outside images, and the headers of a thread and of RFC 8058', async () => {
    await bed.createWaitingAward();
    const [first] = await bed.deliver();
    await bed.app.post(`${bed.app.getAwardPath()}reject/`, { comment: 'No <b>room</b>' });
    const [second] = await bed.deliver();
    assert.equal(first?.references, second?.references);
    assert.notEqual(first?.messageId, second?.messageId);
    assert.match(String(first?.references), /^<thread\.[0-9a-f]+@site\.example>$/);
    assert.equal(first?.replyTo?.text, 'help@site.example');
    assert.equal(first?.from?.text, '"Example site" <desk@site.example>');
    const link = first?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line;
    assert.match(link ?? '', /<https:\/\/desk\.site\.example\/api\/mail-unsubscribe\/[^>]+>$/);
    const post = first?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line;
    assert.equal(post, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const html = second?.html || '';
    assert.match(html, /No &lt;b&gt;room&lt;\/b&gt;/);
    assert.match(second?.text ?? '', /No <b>room<\/b>/);
    assert.doesNotMatch(html, /<img|<script|url\(|src=/);
    assert.ok(Math.abs((first?.date?.getTime() ?? 0) - bed.app.now.getTime()) < 1000);
  });
});

describe('a server that refuses for now', () => {
  test('is tried again, with the same Message-ID, and given up after two days', async () => {
    await bed.createWaitingAward();
    await bed.expand();
    await bed.server.setFaults([{ step: 'RCPT', code: 450 }]);
    const start = bed.app.now.getTime();
    let attempts = 0;
    const pauses: number[] = [];
    while ((await countOutbox()) > 0 && attempts < 20) {
      await bed.send();
      attempts += 1;
      pauses.push(bed.app.now.getTime() - start);
      // Far beyond every pause of the outbox, so that few attempts stand for two days.
      bed.advance(attempts < 4 ? 3_600_000 : DAY / 4);
    }
    const [mail] = await readLog('/api/mail-log/?kind=award_waiting');
    assert.deepEqual([mail?.state, mail?.attempts], ['given_up', attempts]);
    assert.ok((pauses.at(-1) ?? 0) >= 2 * DAY && (pauses.at(-1) ?? 0) < 2 * DAY + DAY / 2);
    await bed.server.reset();
    const told = await bed.deliver();
    assert.deepEqual(summarize(told), [
      'staff@site.example: [Example site] Deliveries were given up: Mails',
    ]);
    assert.match(told[0]?.text ?? '', /Problem: 450/);
  });

  test('is tried after 1 s, 2 s … 5 minutes, until two days after the first refusal', async () => {
    await bed.createWaitingAward();
    await bed.expand();
    await bed.server.setFaults([{ step: 'RCPT', code: 450 }]);
    const start = bed.app.now.getTime();
    /** Tries once; returns the seconds until the next attempt, null after the last. */
    const tryOnce = async (): Promise<number | null> => {
      const before = await bed.server.countAttempts();
      await bed.send();
      assert.equal(await bed.server.countAttempts(), before + 1);
      const { rows } = await sql<{ next: string }>`
        select next_attempt as next from outbox where kind = 'mail'`.execute(bed.app.db);
      const [waiting] = rows;
      return waiting ? (Date.parse(waiting.next) - bed.app.now.getTime()) / 1000 : null;
    };
    const pauses: (number | null)[] = [];
    while (pauses.length < 11) {
      const pause = await tryOnce();
      pauses.push(pause);
      bed.advance(1000 * (pause ?? 0) - 1);
      await bed.send();
      bed.advance(1);
    }
    assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    bed.app.now = new Date(start + 2 * DAY - 1);
    assert.equal(await tryOnce(), 300, 'the two days are not over');
    bed.app.now = new Date(start + 2 * DAY - 1 + 300_000);
    assert.equal(await tryOnce(), null);
    const [mail] = await readLog('/api/mail-log/?kind=award_waiting');
    assert.deepEqual([mail?.state, mail?.attempts], ['given_up', 13]);
  });

  test('staff hear at most once a day of mails that are refused for good', async () => {
    const refuse = async (identifier: string): Promise<string[]> => {
      await bed.createWaitingAward(identifier);
      await bed.server.setFaults([{ step: 'DATA', code: 554, recipient: rita }]);
      return summarize([...(await bed.deliver()), ...(await bed.deliver())]);
    };
    const word = ['staff@site.example: [Example site] Deliveries were given up: Mails'];
    assert.deepEqual(await refuse('p1.ukri'), word);
    const refused = await bed.app.get('/api/mail-log/?kind=deliveries_given_up');
    assert.equal(refused.body[0].state, 'sent');
    bed.advance(DAY / 2);
    assert.deepEqual(await refuse('p2.ukri'), []);
    bed.advance(DAY / 2 + 1000);
    assert.deepEqual(await refuse('p3.ukri'), word, 'a day after the last mail');
  });

  test('staff hear of mails that are given up also where another one was refused for good', async () => {
    await bed.createWaitingAward();
    await bed.server.setFaults([{ step: 'DATA', code: 554, recipient: rita }]);
    await bed.deliver();
    const [refused] = await bed.deliver();
    assert.match(refused?.text ?? '', /refused a delivery for good/);
    assert.doesNotMatch(refused?.text ?? '', /for days/);
    await bed.createWaitingAward('p2.ukri');
    await bed.server.reset();
    await bed.server.setFaults([{ step: 'RCPT', code: 450, recipient: rita }]);
    await bed.deliver();
    await sql`update mail_message set first_refused = first_refused - interval '2 days'`.execute(
      bed.app.db,
    );
    bed.advance(DAY / 4);
    await bed.deliver();
    const [givenUp] = await bed.deliver();
    assert.match(givenUp?.text ?? '', /tried to deliver for days/);
  });

  test('a mail that the server took without saying so comes again under the same Message-ID', async () => {
    await bed.createWaitingAward();
    await bed.expand();
    await bed.server.setFaults([{ step: 'AFTER_DATA', code: 0, times: 1 }]);
    await bed.send();
    bed.advance(10_000);
    await bed.send();
    const [one, other, ...more] = await bed.take();
    assert.equal(one?.messageId, other?.messageId);
    assert.equal(more.length, 0);
  });
});

test('an address that is refused for good is marked, staff see it, and mails go there no more', async () => {
  await bed.createWaitingAward();
  await bed.server.setFaults([{ step: 'RCPT', code: 550, recipient: rita }]);
  await bed.deliver();
  const [mail] = await readLog('/api/mail-log/?kind=award_waiting');
  assert.equal(mail?.state, 'refused');
  assert.match(mail?.last_error ?? '', /550/);
  const marked = (await bed.app.get('/api/mail-refused-addresses/')).body;
  assert.deepEqual([marked.length, marked[0]?.email], [1, rita]);
  assert.deepEqual(summarize(await bed.deliver()), [
    'staff@site.example: [Example site] A mail cannot be delivered',
  ]);
  await bed.server.reset();
  await bed.createWaitingAward('p2.ukri');
  assert.deepEqual(await bed.deliver(), []);
  const preferences = await bed.app.get(`/api/users/${bed.uuidOf('rita')}/mail/`);
  assert.match(preferences.body.refused, /550/);
  const path = `/api/mail-refused-addresses/${rita}/`;
  assert.equal((await bed.app.request('DELETE', path)).status, 204);
  await bed.createWaitingAward('p3.ukri');
  assert.deepEqual((await bed.deliver()).map(readRecipient), [rita]);
});

test('an undeliverable word to staff about an undeliverable mail ends there', async () => {
  await bed.createWaitingAward();
  await bed.server.setFaults([{ step: 'DATA', code: 554 }]);
  await bed.deliver();
  await bed.deliver();
  await bed.deliver();
  assert.deepEqual((await readLog()).map(({ kind, state }) => `${kind} ${state}`).toSorted(), [
    'award_waiting refused',
    'deliveries_given_up refused',
  ]);
  assert.equal(await countOutbox(), 0);
});

test('a server that is down loses nothing: the mails wait, and go when it is back', async () => {
  await bed.createWaitingAward();
  await bed.createWaitingAward('p2.ukri');
  await bed.expand();
  await bed.server.stop();
  await assert.rejects(bed.send(), (error: SmtpError) => error.failure === 'outage');
  bed.advance(3 * DAY);
  await assert.rejects(bed.send(), (error: SmtpError) => error.failure === 'outage');
  assert.equal(await countOutbox(), 2);
  assert.deepEqual(
    (await readLog()).map(({ attempts }) => attempts),
    [0, 0],
  );
  await bed.server.start();
  // The outage is no part of the two days.
  await bed.server.setFaults([{ step: 'RCPT', code: 450, times: 2 }]);
  await bed.send();
  bed.advance(10_000);
  assert.equal((await bed.deliver()).length, 2);
});

test('a mail whose entry was removed while it was about to be sent is neither sent nor logged', async () => {
  await bed.createWaitingAward();
  await bed.expand();
  const [entry] = await loadDueEntries(bed.app.db, ['mail'], bed.app.now.toISOString(), 1);
  await sql`delete from outbox where kind = 'mail'`.execute(bed.app.db);
  const { app, config } = bed;
  const client = { send: () => assert.fail('sent') };
  const channel = createMailChannel({ db: app.db, clock: () => app.now, config, client });
  await channel.deliver(entry as OutboxEntry);
  assert.deepEqual(await readLog(), []);
});

describe('the link that stops mails', () => {
  async function takeLink(): Promise<string> {
    await bed.createWaitingAward();
    const [mail] = await bed.deliver();
    const line = mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? '';
    return new URL(/<(.*)>/.exec(line)?.[1] ?? '').pathname;
  }
  const oneClick = (path: string) =>
    bed.app.request('POST', path, {
      as: null,
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  test('asks on GET and changes nothing, and stops the kind on POST, without a sign-in', async () => {
    const path = await takeLink();
    const page = await bed.app.get(path, { as: null });
    assert.equal(page.status, 200);
    assert.match(page.text, /<form method="post">/);
    assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self'/);
    await bed.createWaitingAward('p2.ukri');
    assert.equal((await bed.deliver()).length, 1);
    assert.equal((await oneClick(path)).status, 200);
    assert.equal((await oneClick(path)).status, 200);
    await bed.createWaitingAward('p3.ukri');
    assert.deepEqual(await bed.deliver(), []);
    const { kinds } = (await bed.app.get(`/api/users/${bed.uuidOf('rita')}/mail/`)).body;
    const off = kinds.filter((kind: { is_on: boolean }) => !kind.is_on);
    assert.deepEqual(
      off.map(({ kind }: { kind: string }) => kind),
      ['award_waiting'],
    );
  });

  test('works for invited people without an account, and holds no email', async () => {
    const invite = () =>
      bed.app.create('/api/user-invitations/', {
        email: 'new@example.ac.uk',
        role: 'CUSTOMER.OWNER',
        scope: `/api/customers/${bed.here.customer.uuid}/`,
      });
    const { uuid } = await invite();
    const [mail] = await bed.deliver();
    const line = mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line ?? '';
    assert.doesNotMatch(line, /new@|example\.ac\.uk/);
    assert.equal((await oneClick(new URL(/<(.*)>/.exec(line)?.[1] ?? '').pathname)).status, 200);
    await bed.app.post(`/api/user-invitations/${uuid}/cancel/`);
    await invite();
    assert.deepEqual(await bed.deliver(), []);
  });

  test('that is forged or changed is not found', async () => {
    const path = await takeLink();
    for (const forged of [
      path.replace('award_waiting', 'invitation'),
      path.replace(/.\/$/, (end) => (end === 'A/' ? 'B/' : 'A/')),
      '/api/mail-unsubscribe/p.x.invitation/',
    ]) {
      assert.equal((await oneClick(forged)).status, 404, forged);
    }
  });
});

describe('the log', () => {
  test('says what was sent to whom for which event, and staff send it again', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    const [mail] = await readLog('/api/mail-log/?query=rita');
    assert.deepEqual(
      [mail?.recipient, mail?.kind, mail?.state, mail?.attempts, mail?.identifier],
      [rita, 'award_waiting', 'sent', 1, 'p1.ukri'],
    );
    assert.match(mail?.subject ?? '', /p1\.ukri waits/);
    const path = `/api/mail-log/${mail?.uuid}/send_again/`;
    assert.equal((await bed.app.post(path, undefined, { as: 'rita' })).status, 403);
    assert.equal((await bed.app.post(path)).status, 202);
    assert.deepEqual((await bed.deliver()).map(readRecipient), [rita]);
    const [again] = await readLog();
    assert.deepEqual([again?.state, again?.sent_again_from], ['sent', mail?.uuid]);
    const unknown = '/api/mail-log/11111111-1111-4111-8111-111111111111/send_again/';
    assert.equal((await bed.app.post(unknown)).status, 404);
  });

  test('forgets what is older than the setting says, but not what is still being sent', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    await bed.createWaitingAward('p2.ukri');
    await bed.expand();
    await bed.server.setFaults([{ step: 'RCPT', code: 450 }]);
    await bed.send();
    assert.equal((await readLog()).length, 2);
    bed.advance(DAY);
    await purgeMailLog(bed.app.db, bed.app.now.toISOString());
    assert.deepEqual(
      (await readLog()).map(({ state }) => state),
      ['sending'],
    );
  });
});
