#!/usr/bin/env bash
# A refused request with an empty body has no error: `if (error)` takes it for a success.
#
# Package: openapi-fetch 0.17.0 (npm).
# Guessed: `error` is set to something for every status outside 200-299, as its types promise and its guide tests it.
# Seen:    with `Content-Length: 0` both `data` and `error` are undefined for a 401 or 502; with an empty chunked body the
#          error is "", which is false as well. A 200 without a body (approve, reject) looks exactly like the former.
# Matters: proxies answer 502 and 401 with empty bodies. A page that tests `error` then shows "Approved" for a decision that
#          never reached the server. Test `response.ok`.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund openapi-fetch@0.17.0 > /dev/null

cat > empty.mjs <<'JS'
import assert from 'node:assert';
import { createServer } from 'node:http';
import createClient from 'openapi-fetch';

const server = createServer((request, response) => {
  const [, status, how] = request.url.split('/');
  response.writeHead(Number(status), how === 'length' ? { 'content-length': '0' } : { 'transfer-encoding': 'chunked' });
  response.end();
}).listen(0, '127.0.0.1', async () => {
  const client = createClient({ baseUrl: `http://127.0.0.1:${server.address().port}` });
  const seen = {};
  for (const path of ['/200/length', '/401/length', '/502/length', '/502/chunked']) {
    const { data, error, response } = await client.POST(path, {});
    seen[path] = { ok: response.ok, data, error };
    console.log(path, seen[path], '-> if (error) says', error ? 'refused' : 'done');
  }
  server.close();
  assert.deepStrictEqual(seen['/200/length'], { ok: true, data: undefined, error: undefined });
  assert.deepStrictEqual(seen['/401/length'], { ok: false, data: undefined, error: undefined });
  assert.deepStrictEqual(seen['/502/length'], { ok: false, data: undefined, error: undefined });
  assert.deepStrictEqual(seen['/502/chunked'], { ok: false, data: undefined, error: '' });
});
JS
node empty.mjs
