import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMails, type LoggedMail } from '../../chaos/mail/mail-check.ts';
import { checkEvents, type EventRun } from '../../chaos/mail/event-check.ts';
import { runMailChaos } from '../../chaos/mail/run-mail-chaos.ts';

/* `npm run chaos:mail` in short, and that its checks notice each kind of flaw. */

test('every mail and message arrives in order although mail server and receiver fail at random and replicas are killed', async () => {
  const seed = Number(process.env.CHAOS_SEED ?? 1);
  const { checks, faults, changes, messages } = await runMailChaos({
    seconds: 6,
    seed,
    logProgress: (line) => process.env.TEST_LOG && console.error(line),
  });
  assert.ok(changes > 0 && messages > 0 && Object.keys(faults).length > 1);
  assert.ok((faults['receiver misbehaves'] ?? 0) > 0);
  for (const { description, examinedCount, violations } of checks) {
    assert.deepEqual(violations, [], description);
    assert.ok(examinedCount > 0, `${description}: nothing was looked at`);
  }
});

const received = (to: string[], id: string) => ({
  ...{ from: 'desk@site.example', to, isTls: false, user: null },
  source: `Message-ID: <${id}>\r\n\r\n`,
});
const logged = (about: string, eventId: string, more: Partial<LoggedMail> = {}): LoggedMail => ({
  ...{ recipient: 'a@b.example', about, eventId, state: 'sent', attempts: 1, error: '' },
  ...more,
});
const expected = ['one', 'two'].map((about) => ({ recipient: 'a@b.example', about }));
const log = [logged('one', '1'), logged('two', '2')];
const arrived = [received(['a@b.example'], '1.x'), received(['a@b.example'], '2.x')];

/** The descriptions of the checks that find something. */
const findFlaws = (run: Partial<Parameters<typeof checkMails>[0]>): string[] =>
  checkMails({ expected, log, received: arrived, ...run })
    .filter(({ violations }) => violations.length > 0)
    .map(({ description }) => description);

test('the checks notice each kind of flaw', () => {
  const [one, two] = arrived as [ReturnType<typeof received>, ReturnType<typeof received>];
  assert.deepEqual(findFlaws({}), []);
  assert.deepEqual(findFlaws({ received: [two, one] }), ['the mails of a person came in order']);
  const arrival = 'each mail that was sent arrived, and not more often than it was tried';
  assert.deepEqual(findFlaws({ received: [two] }), [arrival]);
  assert.deepEqual(findFlaws({ received: [one, one, two] }), [arrival]);
  const twice = [logged('one', '1', { attempts: 2 }), logged('two', '2')];
  assert.deepEqual(findFlaws({ log: twice, received: [one, one, two] }), []);
  const otherId = [one, received(['a@b.example'], '1.y'), two];
  assert.deepEqual(findFlaws({ log: twice, received: otherId }), [
    'each event of a person came under one Message-ID',
  ]);
  assert.deepEqual(findFlaws({ log: log.slice(1), received: [two] }), [
    'each change made one mail for each of its people',
  ]);
  const both = [one, two, received(['x@y.example', 'z@y.example'], '3.x')];
  assert.deepEqual(findFlaws({ received: both }), ['each mail has one recipient']);
  const ended = 'each mail is sent, or was refused for good';
  const refused = (error: string) => [
    logged('one', '1', { state: 'refused', error }),
    ...log.slice(1),
  ];
  assert.deepEqual(findFlaws({ log: refused('550 No'), received: [two] }), []);
  assert.deepEqual(findFlaws({ log: refused('450 No'), received: [two] }), [ended]);
});

test('the checks of messages notice a lost, late and changed one', () => {
  const message = (id: string, type: string, data: object) => ({
    ...{ url: '/hook', headers: { 'webhook-id': id }, status: 204 },
    body: JSON.stringify({ type, data }),
  });
  const key = { identifier: 'p1.ukri', destination: 'ukri.brics.cpu' };
  const entry = (action: string) => ({ ...key, action }) as EventRun['audit'][number];
  const [arrived, approved] = ['award.arrived', 'award.approved'].map((type, place) =>
    message(`${place}`, type, key),
  ) as [ReturnType<typeof message>, ReturnType<typeof message>];
  const blocked = message('2', 'machines.blocked', { project_uuid: 'x' });
  const findLost = (messages: EventRun['messages']): string[] =>
    checkEvents({
      audit: [entry('created'), entry('approved')],
      adminEvents: [{ event: 'machines.blocked', subject: 'x' }],
      messages,
      paths: ['/hook'],
    }).flatMap(({ violations, description }) => (violations.length > 0 ? [description] : []));
  assert.deepEqual(findLost([arrived, arrived, approved, blocked]), []);
  const order = 'every event of an award reached /hook, in order, repeats with the same id';
  assert.deepEqual(findLost([approved, arrived, blocked]), [order]);
  assert.deepEqual(findLost([arrived, blocked]), [order]);
  const ids = 'every event of a role, invitation or machine reached /hook under one id';
  assert.deepEqual(findLost([arrived, approved]), [ids]);
  const other = message('3', 'machines.blocked', { project_uuid: 'x' });
  assert.deepEqual(findLost([arrived, approved, blocked, other]), [ids]);
  const changed = message('2', 'machines.blocked', { project_uuid: 'y' });
  assert.deepEqual(findLost([arrived, approved, blocked, changed]), [
    'what came again under an id was the same event',
  ]);
});
