/*
 * A receiver of webhooks that needs nothing but Node.js 22:
 *
 *   WEBHOOK_SECRET=whsec_… PORT=8080 node webhook-receiver.mjs
 *
 * It verifies each message as Standard Webhooks says, leaves out what it has had, answers, and only
 * then works. Put it behind https: Gatehouse sends to no other address unless a setting allows it.
 */

import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const key = Buffer.from((process.env.WEBHOOK_SECRET ?? '').replace(/^whsec_/, ''), 'base64');
if (key.length === 0) throw new Error('Set WEBHOOK_SECRET to the secret of the webhook.');

const MAX_AGE_SECONDS = 300;
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Keep these in your database: an event can come again after days, when it is replayed. */
const knownIds = new Set();

/** Whether a message was signed with the secret a short time ago. `body` is the text as it came. */
function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': header } = headers;
  if (!id || !timestamp || !header) return false;
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age <= MAX_AGE_SECONDS)) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  // While a secret is rotated there are several signatures, separated by spaces.
  return header.split(' ').some((part) => {
    const [version, signature = ''] = part.split(',');
    const given = Buffer.from(signature, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function handleEvent({ type, data }) {
  console.log(type, data.identifier ?? '');
}

const server = createServer(async (request, response) => {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return void response.writeHead(413).end();
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  if (!isGenuine(request.headers, body)) return void response.writeHead(401).end();
  const id = request.headers['webhook-id'];
  const isNew = !knownIds.has(id);
  knownIds.add(id);
  // Within ten seconds, or the message comes again.
  response.writeHead(204).end();
  if (isNew) handleEvent(JSON.parse(body));
});
server.listen(Number(process.env.PORT ?? 8080), () => console.log('port', server.address().port));
