import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runGatehouse } from '../support/gatehouse-process.ts';

/* Issue 3, 1: OPENPORTAL_CONFIG. */

let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-invite-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const key = `${'c0ffee'.repeat(10)}beef`;
const good = `url = "http://localhost:3000"\nkey = "${key}"\n`;

function invite(text: string, mode = 0o600): string {
  const file = path.join(folder, `${Math.random()}.toml`);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const start = (OPENPORTAL_CONFIG: string, env: Record<string, string> = {}) =>
  runGatehouse(['serve'], {
    OPENPORTAL_CONFIG,
    GATEHOUSE_DATA_DIR: path.join(folder, 'data'),
    ...env,
  });

describe('an invite that cannot be used is one clear line at start, exit 1', () => {
  const cases: [string, () => string, RegExp][] = [
    ['not there', () => path.join(folder, 'none.toml'), /cannot be read \(ENOENT\)/],
    ['a folder', () => folder, /is not a file/],
    ['no TOML', () => invite(`url = \nkey = "${key}"`), /is not valid TOML/],
    ['no url', () => invite(`key = "${key}"`), /needs a url, such as/],
    ['no key', () => invite('url = "http://localhost:3000"'), /needs a key of 64 hexadecimal/],
    ['an empty file', () => invite(''), /needs a url/],
    ['a url of another kind', () => invite(good.replace('http:', 'ftp:')), /needs a url/],
    ['a password in the url', () => invite(good.replace('//', '//u:p@')), /needs a url/],
    ['a short key', () => invite(good.replace('beef', '')), /needs a key of 64 hexadecimal/],
    ['a key that is no hex', () => invite(good.replace('beef', 'good')), /needs a key of 64/],
    ['a number as key', () => invite('url = "http://localhost:3000"\nkey = 7'), /needs a key/],
    ['readable by the group', () => invite(good, 0o640), /can be read by others.*chmod 600/],
    ['readable by everybody', () => invite(good, 0o604), /can be read by others/],
    ['plain http elsewhere', () => invite(good.replace('localhost', '10.1.2.3')), /plain http/],
    ['plain http to a name', () => invite(good.replace('localhost', 'bridge')), /plain http/],
    [
      'what only looks like loopback',
      () => invite(good.replace('localhost', '[2001:db8::7f00:1]')),
      /plain http/,
    ],
  ];
  for (const [words, file, expected] of cases) {
    test(words, async () => {
      const { code, stdout, stderr } = await start(file());
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, expected);
      assert.match(stderr, /^gatehouse: OPENPORTAL_CONFIG: /);
      assert.equal(stderr.trim().split('\n').length, 1);
      assert.doesNotMatch(stderr, /c0ffee/, 'the key is not shown');
    });
  }

  for (const [variable, value, words] of [
    ['GATEHOUSE_BRIDGE_SWEEP_SECONDS', '0', /a number of seconds from 2 to 60/],
    ['GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE', 'maybe', /true or false/],
  ] as const) {
    test(`${variable}=${value}`, async () => {
      const { code, stderr } = await start(invite(good), { [variable]: value });
      assert.equal(code, 1);
      assert.match(stderr, words);
    });
  }
});
