import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMails } from '../../chaos/mail/mail-check.ts';
import { runMailChaos } from '../../chaos/mail/run-mail-chaos.ts';

/* `npm run chaos:mail` in short, and that its checks notice each kind of flaw. */

test('every invitation arrives although the mail server fails at random and replicas are killed', async () => {
  const seed = Number(process.env.CHAOS_SEED ?? 1);
  const { checks, faults, invited } = await runMailChaos({
    seconds: 6,
    seed,
    logProgress: (line) => process.env.TEST_LOG && console.error(line),
  });
  assert.ok(invited > 0 && Object.keys(faults).length > 1);
  for (const { description, examinedCount, violations } of checks) {
    assert.deepEqual(violations, [], description);
    assert.ok(examinedCount > 0, `${description}: nothing was looked at`);
  }
});

test('the checks notice a missing mail, another id, and two recipients', () => {
  const mail = (to: string[], id: string) => ({
    ...{ from: 'desk@site.example', to, isTls: false, user: null },
    source: `Message-ID: <${id}>\r\n\r\n`,
  });
  const flaws = checkMails(
    ['a@b.example', 'c@d.example'],
    [
      mail(['a@b.example'], '1'),
      mail(['a@b.example'], '2'),
      mail(['x@y.example', 'z@y.example'], '3'),
    ],
  ).map(({ violations }) => violations);
  assert.deepEqual(flaws, [['c@d.example'], ['a@b.example'], ['x@y.example,z@y.example']]);
});
