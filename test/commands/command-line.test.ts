import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { runGatehouse } from '../support/gatehouse-process.ts';

describe('settings', () => {
  test('a command with bad settings prints one line for each and exits 1', async () => {
    const env = { PORT: 'abc', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://user:hunter2@host/x' };
    const { code, stdout, stderr } = await runGatehouse(['serve'], env);
    assert.deepEqual([code, stdout], [1, '']);
    assert.deepEqual(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(' must be ')[0]),
      ['gatehouse: PORT', 'gatehouse: DATABASE_URL', 'gatehouse: LOG_LEVEL'],
    );
    assert.doesNotMatch(stderr, /hunter2/);
  });

  test('`settings` prints all of them, secrets only as set, empty ones with their default', async () => {
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

  test('`settings` checks the sign-on file: one line and exit 1, or its providers without secrets', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-settings-'));
    const file = path.join(folder, 'providers.toml');
    const check = (lines: string[], mode = 0o600) => {
      rmSync(file, { force: true });
      writeFileSync(file, ['[[provider]]', 'slug = "lab"', ...lines].join('\n'), { mode });
      return runGatehouse(['settings'], { GATEHOUSE_SIGN_ON_CONFIG: file });
    };
    const whole = [
      'name = "Lab"',
      'discovery = "https://idp.example.ac.uk"',
      'client_id = "gatehouse"',
      'unknown_people = "refuse"',
      'client_secret = "hunter2"',
    ];
    try {
      for (const [lines, mode, rule] of [
        [[...whole, 'colour = "red"'], 0o600, /colour/],
        [whole, 0o644, /chmod 600/],
      ] as const) {
        const { code, stdout, stderr } = await check([...lines], mode);
        assert.deepEqual([code, stdout, stderr.trim().split('\n').length], [1, '', 1], stderr);
        assert.match(stderr, /^gatehouse: GATEHOUSE_SIGN_ON_CONFIG: /);
        assert.match(stderr, rule);
        assert.doesNotMatch(stderr, /hunter2/);
      }
      const { code, stdout } = await check(whole);
      assert.equal(code, 0);
      assert.match(stdout, /^sign-on lab: clientId {2}gatehouse$/m);
      assert.match(stdout, /^sign-on lab: clientSecret {2}\(set\)$/m);
      assert.doesNotMatch(stdout, /hunter2/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('`mail preview` writes the mails into a new folder and says how many', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-preview-'));
  const target = path.join(folder, 'mails');
  try {
    const env = { GATEHOUSE_SITE_NAME: 'Example site' };
    const { code, stdout, stderr } = await runGatehouse(['mail', 'preview', target], env);
    assert.equal(code, 0, stderr);
    const languages = readdirSync(target);
    assert.deepEqual(languages.toSorted(), ['de', 'en']);
    const files = languages.flatMap((language) => readdirSync(path.join(target, language)));
    assert.equal(stdout.trim(), `Wrote ${files.length / 3} mails to ${target}.`);
    const text = readFileSync(path.join(target, 'en', 'invitation.txt'), 'utf8');
    assert.match(text, /^Subject: \[Example site\] Invitation to Currents of the deep sea$/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
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
    ['backup'],
    ['restore'],
    ['create-backup-key'],
    ['rotate-secrets'],
    ['maintenance', 'on'],
    ['maintenance', 'off'],
    ['maintenance', 'status'],
  ]) {
    const { code, stdout } = await runGatehouse([...args, '--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: gatehouse/);
  }
});

describe('answer: refuses input that is not jobs with one line and exit 1', () => {
  for (const [words, input] of [
    ['no JSON', '{"id": '],
    ['no input', ''],
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
