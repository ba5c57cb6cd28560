import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { SmtpClient, type SmtpClientOptions } from '../../src/mail/smtp-client.ts';
import { SmtpError, type SmtpFailure } from '../../src/mail/smtp-error.ts';
import { MailServer } from '../support/mail/mail-server.ts';
import type { MailStep } from '../support/mail/mail-server-process.ts';

/* Sends to a real SMTP server in its own process (docs/rules/mail.md, N1). */

const message = Buffer.from('Subject: Hello\r\nMessage-ID: <one@site.example>\r\n\r\nWelcome.\r\n');
let server: MailServer;

before(async () => {
  server = await MailServer.open();
});
after(() => server.stop());
beforeEach(() => server.reset());

function createClient(more: Partial<SmtpClientOptions> = {}): SmtpClient {
  const { address, certificate } = server;
  const options = { server: address, allowPlain: false, certificateAuthority: certificate };
  return new SmtpClient({ ...options, timeoutMs: 2000, ...more });
}

/** What a delivery that fails means; null where it succeeded. */
async function sendTo(recipient: string, client = createClient()): Promise<SmtpFailure | null> {
  try {
    await client.send('desk@site.example', recipient, message);
    return null;
  } catch (error) {
    assert.ok(error instanceof SmtpError, String(error));
    return error.failure;
  }
}

describe('over TLS', () => {
  test('sends a mail to one recipient', async () => {
    assert.equal(await sendTo('ada@example.ac.uk'), null);
    const [mail] = await server.take();
    assert.deepEqual([mail?.to, mail?.isTls], [['ada@example.ac.uk'], true]);
    assert.match(mail?.source ?? '', /Welcome\./);
  });

  test('refuses a certificate that it does not know', async () => {
    const { address } = server;
    const client = new SmtpClient({ server: address, allowPlain: false, timeoutMs: 2000 });
    assert.equal(await sendTo('ada@example.ac.uk', client), 'outage');
    assert.equal((await server.take()).length, 0);
  });

  test('sends nothing without TLS unless that is allowed', async () => {
    const plain = await MailServer.open({ offersTls: false });
    try {
      const options = { server: plain.address, timeoutMs: 2000 };
      const strict = new SmtpClient({ ...options, allowPlain: false });
      assert.equal(await sendTo('ada@example.ac.uk', strict), 'outage');
      assert.equal(await plain.countAttempts(), 0);
      const lenient = new SmtpClient({ ...options, allowPlain: true });
      assert.equal(await sendTo('ada@example.ac.uk', lenient), null);
      assert.equal((await plain.take())[0]?.isTls, false);
    } finally {
      await plain.stop();
    }
  });

  test('signs in, over TLS from the start too; a wrong password is an outage that names none', async () => {
    const account = { user: 'desk', password: 'a secret of the desk' };
    const guarded = await MailServer.open({ isTlsFromStart: true, account });
    try {
      const options = { allowPlain: false, certificateAuthority: guarded.certificate };
      const client = new SmtpClient({ ...options, server: guarded.address });
      assert.equal(await sendTo('ada@example.ac.uk', client), null);
      assert.equal((await guarded.take())[0]?.user, 'desk');
      const wrong = { ...guarded.address, password: 'guessed-secret' };
      const stranger = new SmtpClient({ ...options, server: wrong });
      await assert.rejects(
        stranger.send('desk@site.example', 'ada@example.ac.uk', message),
        (error: SmtpError) => error.failure === 'outage' && !error.message.includes('guessed'),
      );
    } finally {
      await guarded.stop();
    }
  });
});

test('sends nothing through a server that offers no sign-in, where one is set', async () => {
  const account = { ...server.address, user: 'desk', password: 'a secret of the desk' };
  assert.equal(await sendTo('ada@example.ac.uk', createClient({ server: account })), 'outage');
  assert.equal(await server.countAttempts(), 0);
});

describe('a server that refuses', () => {
  const cases: [step: MailStep, code: number, failure: SmtpFailure][] = [
    ['CONNECT', 421, 'outage'],
    ['CONNECT', 554, 'outage'],
    ['MAIL', 421, 'temporary'],
    ['MAIL', 451, 'temporary'],
    ['MAIL', 550, 'outage'],
    ['RCPT', 421, 'temporary'],
    ['RCPT', 450, 'temporary'],
    ['RCPT', 452, 'temporary'],
    ['RCPT', 550, 'address'],
    ['RCPT', 551, 'address'],
    ['RCPT', 552, 'temporary'],
    ['RCPT', 553, 'address'],
    ['DATA', 421, 'temporary'],
    ['DATA', 451, 'temporary'],
    ['DATA', 554, 'message'],
  ];
  for (const [step, code, failure] of cases) {
    test(`${code} at ${step} is ${failure}, after one attempt`, async () => {
      await server.setFaults([{ step, code }]);
      assert.equal(await sendTo('ada@example.ac.uk'), failure);
      assert.equal(await server.countAttempts(), step === 'CONNECT' ? 0 : 1);
      assert.equal((await server.take()).length, 0);
    });
  }

  test('421 on the second mail is reported like on the first', async () => {
    const client = createClient();
    assert.equal(await sendTo('ada@example.ac.uk', client), null);
    await server.setFaults([{ step: 'MAIL', code: 421, times: 1 }]);
    assert.equal(await sendTo('ada@example.ac.uk', client), 'temporary');
    assert.equal(await server.countAttempts(), 2);
  });
});

describe('a server that breaks off', () => {
  test('before the greeting is an outage', async () => {
    await server.setFaults([{ step: 'CONNECT', code: 0 }]);
    assert.equal(await sendTo('ada@example.ac.uk'), 'outage');
  });

  for (const step of ['MAIL', 'RCPT', 'DATA'] as const) {
    test(`at ${step} concerns this mail alone`, async () => {
      await server.setFaults([{ step, code: 0 }]);
      assert.equal(await sendTo('ada@example.ac.uk'), 'temporary');
      assert.equal((await server.take()).length, 0);
    });
  }

  test('after it took the mail leaves that open, so that it is sent again', async () => {
    await server.setFaults([{ step: 'AFTER_DATA', code: 0 }]);
    assert.equal(await sendTo('ada@example.ac.uk'), 'temporary');
    assert.equal((await server.take()).length, 1);
  });
});

test('a server that is silent for too long is given up', async () => {
  await server.setFaults([{ step: 'RCPT', code: null, delayMs: 60_000 }]);
  assert.equal(await sendTo('ada@example.ac.uk', createClient({ timeoutMs: 300 })), 'temporary');
  await server.setFaults([{ step: 'CONNECT', code: null, delayMs: 60_000 }]);
  assert.equal(await sendTo('ada@example.ac.uk', createClient({ timeoutMs: 300 })), 'outage');
});

test('a server that is slow is waited for', async () => {
  await server.setFaults([{ step: 'RCPT', code: null, delayMs: 300 }]);
  assert.equal(await sendTo('ada@example.ac.uk'), null);
});

test('a server that is down is an outage', async () => {
  const down = await MailServer.open();
  await down.stop();
  const client = new SmtpClient({ server: down.address, allowPlain: false, timeoutMs: 2000 });
  assert.equal(await sendTo('ada@example.ac.uk', client), 'outage');
});
