import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { adminToken, ConnectedService } from '../support/connected-service.ts';
import { findProgram } from '../support/find-program.ts';
import { projectRoot } from '../support/gatehouse-process.ts';
import {
  findShellBlock,
  listPromisedOutput,
  readShellBlocks,
  runShellBlock,
  startShellBlock,
} from './shell-blocks.ts';

/* Runs commands of the documents as they are printed, but for host names, ports and folders. */

const token = 'try-me-0123456789';

/** Names of projects have the last digit of the year; the documents have that of 2026. */
const ofThisYear = (text: string): string =>
  text.replaceAll('a6a.', `a${new Date().getUTCFullYear() % 10}a.`);

function assertPrints(output: string, block: string): void {
  const promised = listPromisedOutput(block);
  assert.ok(promised.length > 0);
  let from = 0;
  for (const part of promised.map(ofThisYear)) {
    const at = output.indexOf(part, from);
    assert.notEqual(at, -1, `${part} in ${output}`);
    from = at + part.length;
  }
}

test('README: a first award, and an account for a program; integrators: a webhook', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-readme-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const env = { GATEHOUSE_SECRET_KEY: 'k'.repeat(32), LOG_LEVEL: 'silent' };
  const blocks = readShellBlocks('README.md');
  const start = blocks.findIndex((block) => block.includes('data-first-award'));
  const inFolder = (block: string): string => block.replaceAll('./data-first-award', folder);
  const service = startShellBlock(inFolder(blocks[start] ?? ''), { env: { ...env, PORT: '0' } });
  t.after(() => service.stop());
  const url = await service.waitFor(/Gatehouse is ready at (\S+)/);
  const award = blocks.slice(start + 1, start + 4).join('\n');
  assert.match(award, /export GATEHOUSE_DATA_DIR.*UKRI access.*answer.*approve/s);
  const script = inFolder(award).replaceAll('http://127.0.0.1:8080', url);
  const output = await runShellBlock(script, { env });
  assertPrints(output, award);
  assert.match(output, /200$/m);

  const ofFolder = { ...env, GATEHOUSE_DATA_DIR: folder };
  const account = findShellBlock('README.md', 'user create nightly');
  const program = await runShellBlock(account, { env: ofFolder });
  assert.match(program, /^[0-9a-f]{40}$/m);

  const headers = { authorization: `Token ${token}` };
  const customers = await fetch(`${url}/api/customers/`, { headers });
  const [customer] = (await customers.json()) as { uuid: string }[];
  const webhook = findShellBlock('docs/integrators.md', 'tickets.example.org')
    .replaceAll('https://gatehouse.example.org', url)
    .replaceAll('<uuid>', String(customer?.uuid));
  assert.match(await runShellBlock(webhook, { env: { ...ofFolder, TOKEN: token } }), /whsec_/);
});

test('README: an award through the stand-in for a bridge', async (t) => {
  const connected = await ConnectedService.open();
  t.after(() => connected.close());
  const block = findShellBlock('README.md', '/offerings');
  const script = block
    .replaceAll('http://127.0.0.1:8080', `http://127.0.0.1:${connected.port}`)
    .replaceAll('http://127.0.0.1:3000', connected.standIn.url)
    .replaceAll(token, adminToken);
  assertPrints(await runShellBlock(script, { env: {} }), block);
});

/** Tags of the clone are signed with a new SSH key instead of a maintainer's. */
function signTagsWithThrowAwayKey(folder: string, clone: string): void {
  const key = path.join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'test', '-f', key]);
  const signers = path.join(folder, 'signers');
  writeFileSync(signers, `test@example.org ${readFileSync(`${key}.pub`, 'utf8')}`);
  for (const [name, value] of [
    ['gpg.format', 'ssh'],
    ['user.signingKey', key],
    ['gpg.ssh.allowedSignersFile', signers],
  ] as const) {
    execFileSync('git', ['-C', clone, 'config', name, value]);
  }
}

const gpg = findProgram('gpg');

/** A new key of GnuPG instead of a maintainer's; returns the variables that name it. */
function createThrowAwayGpgKey(folder: string, t: TestContext): Record<string, string> {
  const env = { GNUPGHOME: path.join(folder, 'gnupg') };
  mkdirSync(env.GNUPGHOME, { mode: 0o700 });
  const run = (program: string, args: string[]) =>
    execFileSync(program, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  // gpg starts an agent that outlives it.
  t.after(() => run('gpgconf', ['--kill', 'all']));
  const key = ['test@example.org', 'ed25519', 'sign', 'never'];
  run('gpg', ['--batch', '--passphrase', '', '--quick-generate-key', ...key]);
  return env;
}

const needsKeys = { skip: findProgram('ssh-keygen') === null && 'ssh-keygen is not installed' };

test('releasing: the version, the tag and the files, in a clone', needsKeys, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-release-'));
  const gpgEnv = gpg === null ? {} : createThrowAwayGpgKey(folder, t);
  if (gpg === null) t.diagnostic('without gpg --detach-sign: gpg is not installed');
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const clone = path.join(folder, 'clone');
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' });
  git('clone', '--quiet', '--no-hardlinks', '--depth', '1', `file://${projectRoot}`, clone);
  const page = 'docs/releasing.md';
  const script = ['npm version', 'git tag', 'git archive']
    .map((words) => findShellBlock(page, words))
    .join('\n')
    .replaceAll(/^gpg .*$/gm, (line) => (gpg === null ? '' : line));
  signTagsWithThrowAwayKey(folder, clone);
  const author = { GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Test', GIT_COMMITTER_EMAIL: 'test@example.org' };
  await runShellBlock(script, { env: { ...author, ...committer, ...gpgEnv }, cwd: clone });
  const archived = execFileSync(
    'tar',
    ['-xzOf', 'gatehouse-0.2.0.tar.gz', 'gatehouse-0.2.0/package.json'],
    {
      ...{ cwd: clone, encoding: 'utf8' },
    },
  );
  assert.equal(JSON.parse(archived).version, '0.2.0');
  assert.match(git('-C', clone, 'cat-file', 'tag', 'v0.2.0'), /^-----BEGIN SSH SIGNATURE-----$/m);
  const bill = JSON.parse(readFileSync(path.join(clone, 'gatehouse-0.2.0.cdx.json'), 'utf8'));
  const names = new Set(bill.components.map((part: { name: string }) => part.name));
  assert.deepEqual([names.has('fastify'), names.has('vite')], [true, false]);
  execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: clone });
  if (gpg !== null) {
    const files = ['SHA256SUMS.asc', 'SHA256SUMS'];
    execFileSync(gpg, ['--verify', ...files], {
      cwd: clone,
      env: { ...process.env, ...gpgEnv },
      stdio: 'ignore',
    });
  }
});
