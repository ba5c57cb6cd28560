#!/usr/bin/env bash
# `verify` of svix returns nothing, that of standardwebhooks the parsed body, and it raises on a signed plain text.
#
# Packages: svix 2.5.0 and standardwebhooks 1.1.1 (npm).
# Guessed:  svix reads the "webhook-" headers of the common specification, and returns the parsed body as the other does.
# Seen:     svix accepts the same headers and signatures but returns undefined for every body. standardwebhooks parses
#           the body after the check, so a rightly signed body that is not JSON raises SyntaxError, not its own error
#           class; an empty one is undefined. "svix-" headers are read by svix only.
# Matters:  a receiver with `const event = webhook.verify(…)` that changes its package gets undefined for good
#           deliveries, and one that answers 401 to verification errors answers 500 to a signed text. Parse the body
#           apart from `verify`; a sender must send JSON, its pings included, and "webhook-" headers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund svix@2.5.0 standardwebhooks@1.1.1 > /dev/null

cat > verify.cjs <<'JS'
const assert = require('node:assert');
const standard = require('standardwebhooks');
const svix = require('svix');

const secret = `whsec_${Buffer.from(Array.from({ length: 24 }, (_, index) => index + 1)).toString('base64')}`;
const readers = { standardwebhooks: new standard.Webhook(secret), svix: new svix.Webhook(secret) };
const now = new Date();
const signed = (body, prefix) => ({
  [`${prefix}-id`]: 'msg_1',
  [`${prefix}-timestamp`]: `${Math.floor(now / 1000)}`,
  [`${prefix}-signature`]: readers.standardwebhooks.sign('msg_1', now, body),
});
const read = (name, body, prefix = 'webhook') => {
  try {
    return { returned: readers[name].verify(body, signed(body, prefix)) };
  } catch (error) {
    return { raised: error.constructor.name };
  }
};

for (const body of ['{"award":"p1.north"}', 'ping', '']) {
  for (const name of Object.keys(readers)) console.log(JSON.stringify(body), name, read(name, body));
}
console.log('svix- headers:', read('standardwebhooks', '{}', 'svix'), read('svix', '{}', 'svix'));

const nothing = { returned: undefined };
assert.deepStrictEqual(read('standardwebhooks', '{"award":"p1.north"}'), { returned: { award: 'p1.north' } });
assert.deepStrictEqual(read('svix', '{"award":"p1.north"}'), nothing, 'svix returns the body now');
assert.deepStrictEqual(read('standardwebhooks', 'ping'), { raised: 'SyntaxError' });
assert.deepStrictEqual(read('svix', 'ping'), nothing);
assert.deepStrictEqual(read('standardwebhooks', ''), nothing);
assert.deepStrictEqual(read('standardwebhooks', '{}', 'svix'), { raised: 'WebhookVerificationError' });
assert.deepStrictEqual(read('svix', '{}', 'svix'), nothing);
const changed = () => readers.svix.verify('{"award":"p2.north"}', signed('{"award":"p1.north"}', 'webhook'));
assert.throws(changed, svix.WebhookVerificationError);
JS
node verify.cjs
