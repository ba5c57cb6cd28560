#!/usr/bin/env bash
# A pool sends a message again after "421 closing" without a word, but only on a connection that was used before.
#
# Packages: nodemailer 10.6.1 and smtp-server 3.21.6 (npm).
# Guessed:  a 421 is reported to the caller as an error, whichever connection the message took.
# Seen:     on a fresh connection 421 to MAIL FROM is an error and there is no second attempt. On a connection that has
#           carried a message, the same answer is followed by an attempt on a new one and the caller sees success. After
#           the text of the message, 421 is an error on a used connection too, and 451 always is.
# Matters:  a desk that counts failures or waits longer after each sees a part of them only, and a test with one message
#           proves nothing about the second. A server that goes down is asked again at once, not after the desk's own wait.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund nodemailer@10.6.1 smtp-server@3.21.6 > /dev/null

cat > pool.mjs <<'JS'
import assert from 'node:assert';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

// Refuses one attempt, the `refused`-th, at `stage`; sends two messages in turn and says how each ended.
async function run(stage, refused, code) {
  let attempts = 0;
  const answer = (done, at) => {
    if (at === 'MAIL') attempts += 1;
    if (at !== stage || attempts !== refused) return done();
    done(Object.assign(new Error('try later'), { responseCode: code }));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, done) => answer(done, 'MAIL'),
    onData: (stream, _session, done) => stream.resume().on('end', () => answer(done, 'DATA')),
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address();
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, pool: true, maxConnections: 1 });
  const ends = [];
  for (const subject of ['first', 'second']) {
    const message = { from: 'desk@site.example', to: 'a@b.example', subject, text: 'Approved' };
    ends.push(await transport.sendMail(message).then(() => 'sent', (error) => error.responseCode));
  }
  transport.close();
  await new Promise((closed) => server.close(closed));
  console.log(`${code} to attempt ${refused} at ${stage}: ${ends}, attempts: ${attempts}`);
  return [...ends, attempts];
}

assert.deepStrictEqual(await run('MAIL', 1, 421), [421, 'sent', 2]);
assert.deepStrictEqual(await run('MAIL', 2, 421), ['sent', 'sent', 3], '421 on a used connection is reported now');
assert.deepStrictEqual(await run('DATA', 2, 421), ['sent', 421, 2]);
assert.deepStrictEqual(await run('MAIL', 2, 451), ['sent', 451, 2]);
JS
node pool.mjs
