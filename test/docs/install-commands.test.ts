import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSettings } from '../../src/config/settings.ts';
import { projectRoot } from '../support/gatehouse-process.ts';
import { findShellBlock, runShellBlock, splitCommands } from './shell-blocks.ts';

/*
 * The commands of docs/operators.md that make files of an installation, as they are printed, with /etc
 * and the invite file in a temporary folder. What starts services needs systemd or a container engine.
 */

const page = 'docs/operators.md';
const isRoot = process.getuid?.() === 0;
const needsRoot = { skip: !isRoot && 'they give files to another account, which root alone may' };

/** A folder with the files of deploy/, folders of /etc that the guide has made before, and an invite. */
function createFolder(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-install-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(path.join(projectRoot, 'deploy', 'systemd'), path.join(folder, 'deploy', 'systemd'), {
    recursive: true,
  });
  for (const name of ['etc/gatehouse/secrets', 'etc/systemd/system', 'path/to']) {
    mkdirSync(path.join(folder, name), { recursive: true });
  }
  writeFileSync(path.join(folder, 'path/to/invite.toml'), 'url = "https://bridge"\n');
  return folder;
}

/** Runs the commands of the blocks with these words that begin with one of these, in `folder`. */
async function runCommands(
  folder: string,
  words: readonly string[],
  beginnings: readonly string[],
): Promise<void> {
  const commands = words
    .flatMap((word) => splitCommands(findShellBlock(page, word)))
    .filter((command) => beginnings.some((beginning) => command.startsWith(beginning)));
  const missing = beginnings.filter(
    (beginning) => !commands.some((command) => command.startsWith(beginning)),
  );
  assert.deepEqual(missing, [], commands.join('\n'));
  const script = commands
    .map((command) => command.replaceAll(/(?<=[ '"])\/(etc|path)\//g, `${folder}/$1/`))
    .join('\n');
  await runShellBlock(script, { env: {}, cwd: folder });
}

const readMode = (...names: string[]): number => statSync(path.join(...names)).mode & 0o777;

test('on a machine: the unit, the URL of the database and the drop-in of a bridge', async (t) => {
  const folder = createFolder(t);
  await runCommands(
    folder,
    ['cp deploy/systemd/gatehouse.service', 'deploy/systemd/bridge.conf'],
    [
      'cp deploy/systemd/gatehouse.service',
      'install -m 600 /dev/stdin',
      'install -m 600 /path/to/invite.toml',
      'install -D -m 644 deploy/systemd/bridge.conf',
    ],
  );
  const etc = path.join(folder, 'etc');
  const secret = path.join(etc, 'gatehouse/secrets/database_url');
  assert.equal(readMode(secret), 0o600);
  const { databaseUrl } = readSettings({ DATABASE_URL_FILE: secret });
  assert.equal(databaseUrl, readFileSync(secret, 'utf8').trim());
  assert.equal(readMode(etc, 'gatehouse/secrets/invite.toml'), 0o600);
  const unit = path.join(etc, 'systemd/system/gatehouse.service');
  for (const [copy, name] of [
    [unit, 'gatehouse.service'],
    [`${unit}.d/bridge.conf`, 'bridge.conf'],
  ] as const) {
    assert.equal(
      readFileSync(copy, 'utf8'),
      readFileSync(path.join(projectRoot, 'deploy/systemd', name), 'utf8'),
    );
  }
});

test(
  'with Compose: the secrets, which the account of the image alone reads',
  needsRoot,
  async (t) => {
    const folder = createFolder(t);
    await runCommands(
      folder,
      ['mkdir -m 700 secrets', 'export COMPOSE_FILE='],
      ['mkdir -m 700 secrets', 'printf', 'chown 65532:65532', 'install -m 400 -o 65532'],
    );
    const secrets = path.join(folder, 'secrets');
    const password = readFileSync(path.join(secrets, 'database_password'), 'utf8');
    assert.match(password, /^[0-9a-f]{48}$/);
    const file = path.join(secrets, 'database_url');
    const { databaseUrl } = readSettings({ DATABASE_URL_FILE: file });
    assert.equal(databaseUrl, `postgres://gatehouse:${password}@database/gatehouse`);
    assert.equal(readMode(secrets), 0o700);
    for (const name of ['database_url', 'invite.toml']) {
      assert.equal(readMode(secrets, name), 0o400);
      assert.equal(statSync(path.join(secrets, name)).uid, 65532);
    }
  },
);
