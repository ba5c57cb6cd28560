#!/usr/bin/env bash
# The two official packages of Standard Webhooks disagree about a secret, and both surprise about times and headers.
#
# Packages: standardwebhooks 1.1.1 (npm) and 1.1.0 (PyPI).
# Guessed:  one secret makes one key; `sign` takes an instant; `verify` takes the headers of a fetch Request.
# Seen:     a secret with "-" or "_" (base64url) is refused by npm's; PyPI's drops those characters and signs with another
#           key. PyPI's `sign` relabels an aware time as UTC, so noon at +02:00 is signed as noon UTC, two hours off.
#           npm's `verify` finds no headers in a `Headers` object and says that required ones are missing.
# Matters:  a sender must make secrets in plain base64 and sign UTC, or receivers refuse good deliveries: with
#           "no matching signature" or "too new", which says nothing of the cause.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check standardwebhooks==1.1.0
cd "$dir"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund standardwebhooks@1.1.1 > /dev/null

cat > sign.py <<'PY'
import base64, datetime
from standardwebhooks.webhooks import Webhook

key = bytes(range(1, 25))
plain = base64.b64encode(key).decode()
other = base64.urlsafe_b64encode(bytes([251, 255]) + key[2:]).decode()  # begins with "-_"
assert "-" in other and "_" in other
noon = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)
same = noon.astimezone(datetime.timezone(datetime.timedelta(hours=2)))
assert same == noon
signed = Webhook("whsec_" + plain).sign("m", noon, "{}")
print("python: equal instants sign alike:", signed == Webhook("whsec_" + plain).sign("m", same, "{}"))
assert signed != Webhook("whsec_" + plain).sign("m", same, "{}"), "the offset is honoured now"
wrong = Webhook("whsec_" + other).sign("m", noon, "{}")
right = Webhook(base64.urlsafe_b64decode(other)).sign("m", noon, "{}")
print("python: base64url secret gives its own key:", wrong == right)
assert wrong != right, "base64url is read now"
open("secrets.txt", "w").write(plain + "\n" + other)
PY
venv/bin/python sign.py

cat > verify.cjs <<'JS'
const assert = require('node:assert');
const { Webhook } = require('standardwebhooks');
const [plain, other] = require('node:fs').readFileSync('secrets.txt', 'utf8').split('\n');
const refusal = (action) => {
  try {
    action();
  } catch (error) {
    return error.message;
  }
  return null;
};
const secret = refusal(() => new Webhook(`whsec_${other}`));
console.log('node: base64url secret:', secret);
assert.match(String(secret), /incorrect characters/);
const webhook = new Webhook(`whsec_${plain}`);
const now = new Date();
const headers = {
  'webhook-id': 'm',
  'webhook-timestamp': `${Math.floor(now / 1000)}`,
  'webhook-signature': webhook.sign('m', now, '{}'),
};
assert.deepStrictEqual(webhook.verify('{}', headers), {});
const missing = refusal(() => webhook.verify('{}', new Headers(headers)));
console.log('node: Headers object:', missing);
assert.match(String(missing), /Missing required headers/);
assert.deepStrictEqual(webhook.verify('{}', Object.fromEntries(new Headers(headers))), {});
console.log('node: the same headers as a plain object are accepted');
JS
node verify.cjs
