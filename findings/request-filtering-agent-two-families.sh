#!/usr/bin/env bash
# A list that allows networks of both IP families is "invalid" at every connection, and works all the same.
#
# Packages: request-filtering-agent 3.2.1 (npm), with ipaddr.js 2.x, which it brings.
# Guessed:  an allowed IPv6 network is skipped for an IPv4 address, quietly.
# Seen:     each connection to an IPv4 address prints "Invalid CIDR in allowIPAddressList: ::1/128" with a stack trace to
#           standard error, and then is made, since the next entry allows it. The list is valid; only the families differ.
# Matters:  a desk that sends webhooks to a network of its own, on hosts with both families, fills its log with traces
#           that blame a setting which is right, one for each entry and delivery.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund request-filtering-agent@3.2.1

cat >run.mjs <<'JS'
import assert from 'node:assert/strict';
import http from 'node:http';
import { RequestFilteringHttpAgent } from 'request-filtering-agent';

const server = http.createServer((_request, reply) => reply.end('taken'));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const complaints = [];
for (const name of ['error', 'warn']) console[name] = (...words) => complaints.push(String(words[0]?.message ?? words[0]));

const post = (allowIPAddressList) =>
  new Promise((resolve, reject) => {
    const agent = new RequestFilteringHttpAgent({ allowIPAddressList });
    const { port } = server.address();
    http.get({ host: '127.0.0.1', port, agent }, (reply) => resolve(reply.resume().statusCode)).on('error', reject);
  });

const seen = {};
for (const list of [['127.0.0.0/8'], ['::1/128', '127.0.0.0/8']]) {
  complaints.length = 0;
  const status = await post(list);
  seen[list.join(' ')] = [status, complaints.length > 0];
  console.log(list.join(' '), '→', status, complaints);
}
server.close();
assert.deepEqual(seen, { '127.0.0.0/8': [200, false], '::1/128 127.0.0.0/8': [200, true] });
JS
node run.mjs
