import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEvents, type EventRun } from '../../chaos/mail/event-check.ts';
import { checkMails, type LoggedMail } from '../../chaos/mail/mail-check.ts';
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
  type Message = ReturnType<typeof message>;
  const key = { identifier: 'p1.ukri', destination: 'ukri.brics.cpu' };
  const entry = (action: string) => ({ ...key, action }) as EventRun['audit'][number];
  const [arrived, waiting, approved] = ['award.arrived', 'award.waiting', 'award.approved'].map(
    (type, place) => message(`${place}`, type, key),
  ) as [Message, Message, Message];
  const project = message('3', 'project.created', { project_uuid: 'x' });
  const blocked = message('4', 'machines.blocked', { project_uuid: 'x' });
  const all = [arrived, waiting, approved, project, blocked];
  const findLost = (
    messages: EventRun['messages'],
    audit = [entry('created'), entry('approved')],
  ): string[] =>
    checkEvents({
      audit,
      adminEvents: [
        { event: 'machines.blocked', subject: 'x' },
        { event: 'project.created', subject: 'x' },
      ],
      messages,
      paths: ['/hook'],
    }).flatMap(({ violations, description }) => (violations.length > 0 ? [description] : []));
  assert.deepEqual(findLost([arrived, ...all]), []);
  const order = 'every event of an award reached /hook, in order, repeats with the same id';
  for (const lost of [arrived, waiting, approved]) {
    assert.deepEqual(findLost(all.filter((one) => one !== lost)), [order]);
  }
  assert.deepEqual(findLost([approved, arrived, waiting, project, blocked]), [order]);
  assert.deepEqual(findLost([arrived, approved, waiting, project, blocked]), [order]);
  const byRules = [entry('created'), { ...entry('approved'), is_robot: true }];
  assert.deepEqual(findLost(all, byRules), [order]);
  assert.deepEqual(findLost([arrived, approved, project, blocked], byRules), []);
  const ids = 'every event of a project, role, invitation or machine reached /hook under one id';
  for (const lost of [project, blocked]) {
    assert.deepEqual(findLost(all.filter((one) => one !== lost)), [ids]);
  }
  for (const { body } of [project, blocked]) {
    const { type, data } = JSON.parse(body);
    assert.deepEqual(findLost([...all, message('5', type, data)]), [ids]);
  }
  const changed = message('4', 'machines.blocked', { project_uuid: 'y' });
  assert.deepEqual(findLost([...all, changed]), ['what came again under an id was the same event']);
});
