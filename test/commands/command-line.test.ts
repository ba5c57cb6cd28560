import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runGatehouse } from '../support/gatehouse-process.ts';

/* Issue 2: settings and the command line. */

describe('settings are checked once at start, and a bad one is named with what it should be', () => {
  for (const [variable, value, words] of [
    ['PORT', 'abc', /a port number from 0 to 65535/],
    ['PORT', '65536', /a port number/],
    ['HOST', 'not a host', /a host name or an IP address/],
    ['DATABASE_URL', 'mysql://x/y', /a PostgreSQL address/],
    ['DATABASE_URL', 'postgres://user:hunter2hunter2@host', /a PostgreSQL address/],
    ['GATEHOUSE_PUBLIC_URL', 'desk.example.org', /an http or https address/],
    ['GATEHOUSE_PORTAL', 'a.b', /a portal's name, such as brics/],
    ['GATEHOUSE_ADMIN_PASSWORD', 'short', /At least 12 characters/],
    ['GATEHOUSE_ADMIN_TOKEN', 'a b c d e f g h', /16 to 200 printable characters/],
    ['GATEHOUSE_ADMIN_TOKEN', 'only-15-letters', /16 to 200 printable characters/],
    ['GATEHOUSE_TRUSTED_PROXIES', 'nginx', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '10.0.0.1,', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '10.0.0.0/33', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '10.0.0.1, 0.0.0.0/0', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '::/0', /IP addresses or networks/],
    ['GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE', '0', /a number of requests from 1/],
    ['GATEHOUSE_PASSWORD_LOGIN', 'maybe', /on or off/],
    ['LOG_LEVEL', 'loud', /one of fatal, error, warn, info/],
  ] as const) {
    test(`${variable}=${value}`, async () => {
      const { code, stdout, stderr } = await runGatehouse(['serve'], { [variable]: value });
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, new RegExp(`^gatehouse: ${variable} must be `));
      assert.match(stderr, words);
      assert.equal(stderr.trim().split('\n').length, 1);
      assert.doesNotMatch(stderr, /hunter2/);
    });
  }

  test('`settings` prints them all, secrets as set, an empty one as its default', async () => {
    const { code, stdout } = await runGatehouse(['settings'], {
      PORT: '',
      GATEHOUSE_ADMIN_TOKEN: 'hunter2hunter2hunter2',
      DATABASE_URL: 'postgres://user:hunter2@host/db',
      GATEHOUSE_PORTAL: 'brics',
    });
    assert.equal(code, 0);
    const variables = [
      'HOST',
      'PORT',
      'DATABASE_URL',
      'GATEHOUSE_DATA_DIR',
      'GATEHOUSE_PUBLIC_URL',
      'GATEHOUSE_PORTAL',
      'OPENPORTAL_CONFIG',
      'GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE',
      'GATEHOUSE_BRIDGE_SWEEP_SECONDS',
      'GATEHOUSE_ADMIN_PASSWORD',
      'GATEHOUSE_ADMIN_TOKEN',
      'LOG_LEVEL',
    ];
    for (const variable of variables) assert.match(stdout, new RegExp(`^${variable} `, 'm'));
    assert.match(stdout, /^PORT +8080 {2}\(default\)/m);
    assert.match(stdout, /^GATEHOUSE_PORTAL +brics {2}\(environment\)/m);
    assert.doesNotMatch(stdout, /hunter2/);
  });
});

test('every command has --help', async () => {
  for (const args of [
    [],
    ['serve'],
    ['migrate'],
    ['settings'],
    ['answer'],
    ['user', 'create'],
    ['token', 'create'],
    ['check'],
  ]) {
    const { code, stdout } = await runGatehouse([...args, '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: gatehouse/);
  }
});

describe('answer: what cannot be parsed at all is refused with one line and exit 1', () => {
  for (const [words, input] of [
    ['no JSON', '{"id": '],
    ['nothing', ''],
    ['a number', '7'],
    ['a job without an id', '{"command": "x"}'],
    ['an id that is no text', '{"id": 7}'],
    ['one such among others', '[{"id": "x"}, {"command": "y"}]'],
  ] as const) {
    test(words, async () => {
      const { code, stdout, stderr } = await runGatehouse(['answer'], {}, input);
      assert.deepEqual([code, stdout], [1, '']);
      assert.equal(stderr.trim().split('\n').length, 1, stderr);
      assert.match(stderr, /^gatehouse: /);
    });
  }

  test('a file that is not there', async () => {
    const { code, stderr } = await runGatehouse(['answer', '/nowhere/jobs.json']);
    assert.equal(code, 1);
    assert.match(stderr, /Cannot read \/nowhere\/jobs\.json \(ENOENT\)/);
  });
});
