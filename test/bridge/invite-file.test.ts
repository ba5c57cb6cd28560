import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readInvite } from '../../src/bridge/invite-file.ts';
import { StartError } from '../../src/errors/start-error.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';

/* OPENPORTAL_CONFIG: the invite file of a bridge. */

let folder: string;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-invite-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const key = `${'c0ffee'.repeat(10)}beef`;
/** As op-bridge 0.32.2 writes it. */
const real = `url = "http://localhost:3000/"\n\n[key]\ndata = "${key}"\n`;
/** As the published specification shows it. */
const flat = `url = "http://localhost:3000"\nkey = "${key}"\n`;

function write(text: string, mode = 0o600): string {
  const file = path.join(folder, `${Math.random()}.toml`);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const read = (file: string) => readInvite(file, { allowPlainHttp: false });

for (const [form, text] of [
  ['the table that op-bridge 0.32.2 writes, with a slash after the url', real],
  ['the flat key of the specification', flat],
] as const) {
  test(`reads ${form}`, () => {
    const invite = read(write(text));
    assert.equal(invite.url, 'http://localhost:3000');
    assert.equal(Buffer.from(invite.key).toString('hex'), key);
    assert.equal(invite.warning, null);
  });
}

test('a file that the group can read is a warning that names the chmod', () => {
  const file = write(real, 0o640);
  assert.match(read(file).warning ?? '', new RegExp(`group.* run: chmod 600 ${file}$`));
});

describe('an invite that cannot be used is an error that names the file and the rule', () => {
  const cases: [string, () => string, RegExp][] = [
    ['not there', () => path.join(folder, 'none.toml'), /cannot be read \(ENOENT\)/],
    ['a folder', () => folder, /is not a file/],
    ['no TOML', () => write(`url = \nkey = "${key}"`), /is not valid TOML/],
    ['no url', () => write(`key = "${key}"`), /needs a url, such as/],
    ['no key', () => write('url = "http://localhost:3000"'), /needs a table \[key\]/],
    ['an empty file', () => write(''), /needs a url/],
    ['a url of another scheme', () => write(real.replace('http:', 'ftp:')), /needs a url/],
    ['a password in the url', () => write(real.replace('//', '//u:p@')), /needs a url/],
    ['a short key', () => write(real.replace('beef', '')), /64 hexadecimal digits/],
    ['a key that is not hexadecimal', () => write(flat.replace('beef', 'good')), /64 hexadecimal/],
    ['a number as key', () => write('url = "http://localhost:3000"\nkey = 7'), /needs a table/],
    [
      'a table without data',
      () => write('url = "http://localhost:3000"\n[key]\nhex = "00"'),
      /needs a table \[key\] with data/,
    ],
    ['0644, as op-bridge writes it', () => write(real, 0o644), /every account.* Run: chmod 600 \//],
    ['readable by everybody but the group', () => write(real, 0o604), /Run: chmod 600 \//],
    ['plain http elsewhere', () => write(real.replace('localhost', '10.1.2.3')), /plain http/],
    ['plain http to a name', () => write(real.replace('localhost', 'bridge')), /plain http/],
    [
      'what only looks like loopback',
      () => write(real.replace('localhost', '[2001:db8::7f00:1]')),
      /plain http/,
    ],
  ];
  for (const [words, file, expected] of cases) {
    test(words, () => {
      assert.throws(
        () => read(file()),
        (error: unknown) => {
          assert.ok(error instanceof StartError);
          assert.match(error.message, expected);
          assert.match(error.message, /^OPENPORTAL_CONFIG: the invite file \//);
          assert.doesNotMatch(error.message, /c0ffee/, 'the key is not shown');
          return true;
        },
      );
    });
  }
});

describe('the service refuses to start, in one line, with exit code 1', () => {
  const start = (OPENPORTAL_CONFIG: string, env: Record<string, string> = {}) =>
    runGatehouse(['serve'], {
      OPENPORTAL_CONFIG,
      GATEHOUSE_DATA_DIR: path.join(folder, 'data'),
      ...env,
    });

  test('an invite file that others can read', async () => {
    const { code, stdout, stderr } = await start(write(real, 0o644));
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^gatehouse: OPENPORTAL_CONFIG: .* Run: chmod 600 \/\S+\n$/);
  });

  for (const [variable, value, words] of [
    ['GATEHOUSE_BRIDGE_SWEEP_SECONDS', '0', /a number of seconds from 2 to 60/],
    ['GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE', 'maybe', /true or false/],
  ] as const) {
    test(`${variable}=${value}`, async () => {
      const { code, stderr } = await start(write(real), { [variable]: value });
      assert.equal(code, 1);
      assert.match(stderr, words);
    });
  }
});
