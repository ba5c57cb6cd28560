import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMails, type LoggedMail } from '../../chaos/mail/mail-check.ts';
import { runMailChaos } from '../../chaos/mail/run-mail-chaos.ts';

/* `npm run chaos:mail` in short, and that its checks notice each kind of flaw. */

test('every mail arrives in order although the mail server fails at random and replicas are killed', async () => {
  const seed = Number(process.env.CHAOS_SEED ?? 1);
  const { checks, faults, changes } = await runMailChaos({
    seconds: 6,
    seed,
    logProgress: (line) => process.env.TEST_LOG && console.error(line),
  });
  assert.ok(changes > 0 && Object.keys(faults).length > 1);
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
