import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { defaultAccessOptions } from '../../src/access/access-options.ts';
import { describeSettings, readSettings } from '../../src/config/settings.ts';
import { settingInfos } from '../../src/config/settings-schema.ts';
import { updateSettingsTable } from '../../src/config/settings-table.ts';
import { projectRoot } from '../support/gatehouse-process.ts';

describe('a bad setting is refused with its variable and rule, never its value', () => {
  for (const [variable, value, rule] of [
    ['PORT', 'abc', /a port number from 0 to 65535/],
    ['PORT', '65536', /a port number/],
    ['HOST', 'not a host', /a host name or an IP address/],
    ['DATABASE_URL', 'mysql://x/y', /a PostgreSQL URL/],
    ['DATABASE_URL', 'postgres://user:hunter2hunter2@host', /a PostgreSQL URL/],
    [
      'DATABASE_URL',
      'postgres://user:hunter2hunter2@host/x?sslmode=prefer',
      /whose sslmode is one of/,
    ],
    ['DATABASE_URL', 'postgres://u:hunter2@host/x?sslmode=verify-ca', /with sslrootcert/],
    ['GATEHOUSE_PUBLIC_URL', 'desk.example.org', /an http or https URL/],
    ['GATEHOUSE_PUBLIC_URL', 'https://user@desk.example.org', /an http or https URL/],
    ['GATEHOUSE_PUBLIC_URL', 'https://example.org/a b', /an http or https URL/],
    ['GATEHOUSE_PUBLIC_URL', 'https://example.org/?', /an http or https URL/],
    ['GATEHOUSE_ALLOWED_HOSTS', 'a,b:80', /host names without ports/],
    ['GATEHOUSE_INTERNAL_LISTENER', '9090', /an address and a port/],
    ['GATEHOUSE_INTERNAL_LISTENER', '127.0.0.1:99999', /a port from 0 to 65535/],
    ['GATEHOUSE_SHUTDOWN_DELAY_SECONDS', '301', /a number of seconds from 0 to 300/],
    ['GATEHOUSE_PORTAL', 'a.b', /a portal's name, such as brics/],
    ['GATEHOUSE_PORTAL', '-brics', /a portal's name, such as brics .*no - in front/],
    ['GATEHOUSE_PORTAL', 'b'.repeat(65), /a portal's name, such as brics .*At most 64/],
    ['GATEHOUSE_BRIDGE_SWEEP_SECONDS', '1', /a number of seconds from 2 to 60/],
    ['GATEHOUSE_BRIDGE_SWEEP_SECONDS', '2.5', /a number of seconds from 2 to 60/],
    ['GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE', 'yes', /true or false/],
    ['GATEHOUSE_ADMIN_PASSWORD', 'short', /At least 12 characters/],
    ['GATEHOUSE_ADMIN_TOKEN', 'a b c d e f g h', /16 to 200 printable characters/],
    ['GATEHOUSE_ADMIN_TOKEN', 'only-15-letters', /16 to 200 printable characters/],
    ['GATEHOUSE_TRUSTED_PROXIES', 'nginx', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '10.0.0.1,', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '10.1', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '10.0.0.0/33', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '10.0.0.1, 0.0.0.0/0', /IP addresses or networks/],
    ['GATEHOUSE_TRUSTED_PROXIES', '::/0', /IP addresses or networks/],
    ['GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE', '0', /a number of requests from 1/],
    ['GATEHOUSE_PASSWORD_LOGIN', 'maybe', /on or off/],
    ['LOG_LEVEL', 'loud', /one of fatal, error, warn, info/],
  ] as const) {
    test(`${variable}=${value}`, () => {
      const message = readProblem({ [variable]: value });
      assert.ok(message.startsWith(`${variable} must be `), message);
      assert.match(message, rule);
      assert.equal(message.split('\n').length, 1);
      assert.doesNotMatch(message, /hunter2/);
    });
  }
});

test('several bad settings are listed, one line each', () => {
  const message = readProblem({ PORT: '-1', GATEHOUSE_ADMIN_TOKEN: 'short', LOG_LEVEL: 'loud' });
  assert.deepEqual(
    message.split('\n').map((line) => line.split(' ')[0]),
    ['PORT', 'GATEHOUSE_ADMIN_TOKEN', 'LOG_LEVEL'],
  );
});

test('without any variable, and with empty ones, the defaults apply', () => {
  const defaults = {
    host: '127.0.0.1',
    port: 8080,
    databaseUrl: null,
    dataDir: path.resolve('data'),
    publicUrl: null,
    allowedHosts: [],
    internalListener: null,
    metricsToken: null,
    shutdownDelaySeconds: 0,
    portal: null,
    openportalConfig: null,
    sweepSeconds: 15,
    allowPlainHttpBridge: false,
    passwordLogin: true,
    signOnConfig: null,
    trustedProxies: [],
    tokenRequestsPerMinute: 6000,
    maxAwardBytes: 1_048_576,
    secretKeys: null,
    webhookNetworks: [],
    webhookPorts: [443, 8443],
    webhookPlainHttp: false,
    webhookLogDays: 30,
    drainSeconds: 20,
    jobLogDays: 7,
    jobResultDays: 400,
    jobAnswerDays: 1,
    notificationLogDays: 90,
    instructionLogDays: 90,
    refusedSignOnDays: 90,
    auditClientIpDays: null,
    usagePersonDays: null,
    noteDays: null,
    timeZone: 'UTC',
    tokenOwnerDays: 180,
    sessionHours: 24,
    sessionIdleHours: 8,
    backupDir: null,
    backupIntervalHours: 24,
    backupKeep: 14,
    backupRecipients: [],
    adminPassword: null,
    adminToken: null,
    smtpUrl: null,
    allowPlainSmtp: false,
    mailSender: null,
    mailReplyTo: null,
    siteName: 'Gatehouse',
    mailColor: '#1c5d99',
    mailLanguage: 'en',
    mailTemplates: null,
    mailReminderDays: 7,
    mailLogDays: 90,
    logLevel: 'info',
  };
  assert.deepEqual(readSettings({}), defaults);
  assert.deepEqual(readSettings({ PORT: '', DATABASE_URL: '  ' }), defaults);
  // The limits of a caller's work are no setting.
  const { callerWork: _, ...access } = defaultAccessOptions;
  assert.deepEqual({ ...defaults, ...access }, defaults);
});

test('values are read', () => {
  const settings = readSettings({
    PORT: ' 0 ',
    GATEHOUSE_PUBLIC_URL: 'https://desk.example.org//',
    GATEHOUSE_DATA_DIR: 'elsewhere',
    GATEHOUSE_PORTAL: 'brics',
    GATEHOUSE_PASSWORD_LOGIN: 'OFF',
    GATEHOUSE_TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16,2001:db8::/32',
    LOG_LEVEL: 'Debug',
  });
  assert.equal(settings.port, 0);
  assert.equal(settings.publicUrl, 'https://desk.example.org');
  assert.equal(settings.dataDir, path.resolve('elsewhere'));
  assert.equal(settings.portal, 'brics');
  assert.equal(settings.passwordLogin, false);
  assert.deepEqual(settings.trustedProxies, ['10.0.0.1', '192.168.0.0/16', '2001:db8::/32']);
  assert.equal(settings.logLevel, 'debug');
});

test('descriptions show where a value comes from, and of a secret only that it is set', () => {
  const described = describeSettings({
    PORT: '',
    GATEHOUSE_ADMIN_TOKEN: 'hunter2hunter2hunter2',
    GATEHOUSE_PORTAL: 'brics',
  });
  const lines = new Map(described.map((line) => [line.variable, [line.value, line.source]]));
  assert.deepEqual(lines.get('PORT'), ['8080', 'default']);
  assert.deepEqual(lines.get('GATEHOUSE_PORTAL'), ['brics', 'environment']);
  assert.deepEqual(lines.get('GATEHOUSE_ADMIN_TOKEN'), ['(set)', 'environment']);
});

describe('a secret may be in a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-secrets-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (text: string): string => {
    const file = path.join(folder, 'secret');
    writeFileSync(file, text);
    return file;
  };
  const values: Record<string, string> = {
    DATABASE_URL: 'postgres://user:hunter2@host/x',
    GATEHOUSE_ADMIN_PASSWORD: 'correct horse battery hunter2',
    GATEHOUSE_ADMIN_TOKEN: 'hunter2hunter2hunter2',
    GATEHOUSE_SMTP_URL: 'smtp://user:hunter2@mail.example.org:587',
    GATEHOUSE_SECRET_KEY: 'hunter2'.repeat(6),
  };
  const secrets = Object.entries(settingInfos).filter(([, info]) => info.secret);
  for (const [name, { variable }] of secrets) {
    test(`${variable}_FILE`, () => {
      const value = values[variable] ?? 'hunter2hunter2hunter2';
      const inFile = { [`${variable}_FILE`]: write(`${value}\n`) };
      const settings = readSettings(inFile);
      assert.deepEqual(settings, readSettings({ [variable]: value }));
      assert.notEqual(settings[name as keyof typeof settings], null);
      const line = describeSettings(inFile).find((one) => one.variable === variable);
      assert.deepEqual([line?.value, line?.source], ['(set)', 'file']);
      assert.match(readProblem({ ...inFile, [variable]: value }), /^Set .* not both\.$/);
    });
  }

  test('that cannot be read, is empty or holds a bad value is named without its content', () => {
    const read = (file: string) => readProblem({ GATEHOUSE_ADMIN_TOKEN_FILE: file });
    assert.match(
      read(path.join(folder, 'gone')),
      /^GATEHOUSE_ADMIN_TOKEN_FILE must name a file that can be read \(ENOENT\)\.$/,
    );
    assert.match(
      read(write('\n')),
      /^GATEHOUSE_ADMIN_TOKEN_FILE must name a file that is not empty/,
    );
    assert.match(read(write('hunter2')), /^GATEHOUSE_ADMIN_TOKEN must be 16 to 200/);
  });
});

test("the README's table of settings is the one that `npm run generate` writes", () => {
  const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  assert.equal(readme, updateSettingsTable(readme));
});

function readProblem(env: NodeJS.ProcessEnv): string {
  try {
    readSettings(env);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The settings were accepted.');
}

test('the public URL is normalised', () => {
  const read = (url: string) => readSettings({ GATEHOUSE_PUBLIC_URL: url }).publicUrl;
  assert.equal(read('HTTPS://Desk.Example.org:443/'), 'https://desk.example.org');
  assert.equal(read('https://example.org:8443/gatehouse//'), 'https://example.org:8443/gatehouse');
  assert.equal(read('http://[::1]:80'), 'http://[::1]');
});

test('host names and listen addresses are read', () => {
  const settings = readSettings({
    GATEHOUSE_ALLOWED_HOSTS: 'Desk.example.org, gatehouse',
    GATEHOUSE_INTERNAL_LISTENER: '[::1]:9090',
  });
  assert.deepEqual(settings.allowedHosts, ['desk.example.org', 'gatehouse']);
  assert.deepEqual(settings.internalListener, { host: '::1', port: 9090 });
});
