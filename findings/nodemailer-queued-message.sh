#!/usr/bin/env bash
# A message that waited in a job queue as JSON goes out with a broken Date, and its id comes back without brackets.
#
# Packages: nodemailer 10.6.1 and smtp-server 3.21.6 (npm).
# Guessed:  a date given as text is read and written in the form of mail; `info.messageId` is the Message-ID that was sent.
# Seen:     JSON turns a Date into "2026-01-01T12:00:00.000Z" and nodemailer writes exactly that as the Date header, which
#           RFC 5322 does not allow. An id without brackets is sent with them and returned without; a generated one has them.
# Matters:  receivers rate or sort such mail as undated. And who stores `info.messageId` to find replies by In-Reply-To
#           never matches an id of its own. Make the Date after the queue, and store ids with brackets.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund nodemailer@10.6.1 smtp-server@3.21.6 > /dev/null

cat > queued.mjs <<'JS'
import assert from 'node:assert';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

const received = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    let text = '';
    stream.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    stream.on('end', () => {
      received.push(text);
      done();
    });
  },
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const transport = createTransport({ host: '127.0.0.1', port: server.server.address().port, ignoreTLS: true });
const send = async (message) => {
  const info = await transport.sendMail({ from: 'desk@site.example', to: 'a@b.example', text: 'Approved', ...message });
  const header = (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(received.at(-1))[1].trim();
  return { date: header('Date'), sent: header('Message-ID'), returned: info.messageId };
};

const message = { date: new Date('2026-01-01T12:00:00Z'), messageId: 'p1.north.5@site.example' };
const direct = await send(message);
const queued = await send(JSON.parse(JSON.stringify(message)));
const generated = await send({});
console.log({ direct, queued, generated });
transport.close();
server.close();
assert.match(direct.date, /^Thu, 0?1 Jan 2026 12:00:00 \+0000$/);
assert.strictEqual(queued.date, '2026-01-01T12:00:00.000Z', 'a date as text is put into the form of mail now');
assert.strictEqual(queued.sent, '<p1.north.5@site.example>');
assert.strictEqual(queued.returned, 'p1.north.5@site.example', 'the returned id has brackets now');
assert.strictEqual(generated.returned, generated.sent);
JS
node queued.mjs
