import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { projectRoot } from '../support/gatehouse-process.ts';

/* Issue 18, point 5: `npm start` downloads what is locked, and npm does where that does not work. */

// Plain JavaScript, which has no types.
const load = (name: string) => import(path.join(projectRoot, 'bin', name));
const { downloadPackages, isForThisPlatform } = await load('download-packages.mjs');
const { installPackages } = await load('install-packages.mjs');
const { readRegistry } = await load('npm-settings.mjs');

type Files = Record<string, string | { content: string; header: Partial<Header> }>;

async function createPackage(files: Files): Promise<Buffer> {
  const archive = pack();
  for (const [name, file] of Object.entries(files)) {
    const { content, header } = typeof file === 'string' ? { content: file, header: {} } : file;
    archive.entry({ name: `package/${name}`, ...header }, content);
  }
  archive.finalize();
  return gzipSync(await buffer(archive));
}

const digest = (content: Buffer): string =>
  `sha512-${createHash('sha512').update(content).digest('base64')}`;

/** What the registry has, by path; a function decides for each request. */
const served = new Map<string, Buffer | (() => { status: number; body: string | Buffer })>();
const registry = createServer((request, response) => {
  const found = served.get(request.url ?? '');
  if (found === undefined) return response.writeHead(404).end('{}');
  const { status, body } = typeof found === 'function' ? found() : { status: 200, body: found };
  return response.writeHead(status).end(body);
});
let origin: string;
let scratch: string;

before(async () => {
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  origin = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  scratch = mkdtempSync(path.join(tmpdir(), 'gatehouse-download-'));
});
after(() => {
  registry.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Puts a package into the registry; returns its entry in a lock file. */
async function publish(name: string, files: Files, more: object = {}) {
  const archive = await createPackage({
    'package.json': JSON.stringify({ name, version: '1.0.0' }),
    ...files,
  });
  served.set(`/${name}/-/${name.replace(/^.*\//, '')}-1.0.0.tgz`, archive);
  return { version: '1.0.0', integrity: digest(archive), license: 'MIT', ...more };
}

const createLock = (packages: Record<string, object>) => ({
  name: 'probe',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: { '': { name: 'probe', version: '1.0.0' }, ...packages },
});

async function download(packages: Record<string, object>, scripts: string[] = []) {
  const folder = mkdtempSync(path.join(scratch, 'modules-'));
  await downloadPackages(createLock(packages), folder, { registry: origin, scripts });
  return {
    has: (file: string) => existsSync(path.join(folder, file)),
    read: (file: string) => readFileSync(path.join(folder, file), 'utf8'),
    isExecutable: (file: string) => (statSync(path.join(folder, file)).mode & 0o111) !== 0,
  };
}

describe('downloading the locked packages', () => {
  test('installs what this platform needs, at the place that the lock file says', async () => {
    const elsewhere = process.platform === 'win32' ? 'linux' : 'win32';
    const modules = await download({
      'node_modules/@probe/one': await publish('@probe/one', { 'index.js': 'one' }),
      'node_modules/@probe/one/node_modules/two': await publish('two', { 'lib/two.js': 'two' }),
      'node_modules/alias': await publish('three', { 'three.js': '3' }, { name: 'three' }),
      'node_modules/dev': { version: '1.0.0', integrity: 'sha512-none', dev: true },
      'node_modules/peer': { version: '1.0.0', integrity: 'sha512-none', devOptional: true },
      'node_modules/foreign': { version: '1.0.0', integrity: 'sha512-none', os: [elsewhere] },
    });
    assert.equal(modules.read('@probe/one/index.js'), 'one');
    assert.equal(modules.read('@probe/one/node_modules/two/lib/two.js'), 'two');
    assert.equal(modules.read('alias/three.js'), '3');
    for (const place of ['dev', 'peer', 'foreign']) assert.equal(modules.has(place), false, place);
    const { packages } = JSON.parse(modules.read('.package-lock.json'));
    assert.deepEqual(Object.keys(packages), [
      'node_modules/@probe/one',
      'node_modules/@probe/one/node_modules/two',
      'node_modules/alias',
    ]);
  });

  test('keeps programs executable and names long, and leaves out types and source maps', async () => {
    const long = `${'deep/'.repeat(50)}file.js`;
    const modules = await download({
      'node_modules/probe': await publish('probe', {
        'bin/run': { content: '#!/bin/sh', header: { mode: 0o755 } },
        'index.js': { content: '', header: { mode: 0o600 } },
        [long]: 'far down',
        'index.d.ts': 'declare',
        'index.js.map': '{}',
        link: { content: '', header: { type: 'symlink', linkname: '/etc/passwd' } },
      }),
    });
    assert.deepEqual(
      [modules.isExecutable('probe/bin/run'), modules.isExecutable('probe/index.js')],
      [true, false],
    );
    assert.equal(modules.read(`probe/${long}`), 'far down');
    for (const file of ['index.d.ts', 'index.js.map', 'link']) {
      assert.equal(modules.has(`probe/${file}`), false, file);
    }
  });

  test('refuses what does not have the locked digest', async () => {
    const entry = await publish('swapped', { 'index.js': 'as locked' });
    await publish('swapped', { 'index.js': 'another' });
    await assert.rejects(
      download({ 'node_modules/swapped': entry }),
      /^Error: swapped 1\.0\.0: the download does not have the locked digest\.$/,
    );
    await assert.rejects(
      download({ 'node_modules/swapped': { ...entry, integrity: undefined } }),
      /locked digest/,
    );
  });

  test('refuses a file outside of its package, and an archive that is cut off', async () => {
    const outside = await publish('outside', { '../../../../escaped.js': 'x' });
    await assert.rejects(download({ 'node_modules/outside': outside }), /names a file outside/);
    assert.equal(existsSync(path.join(scratch, 'escaped.js')), false);
    const cut = gzipSync(
      (await buffer(packOne('package/long.js', 'x'.repeat(5000)))).subarray(0, 1000),
    );
    served.set('/cut/-/cut-1.0.0.tgz', cut);
    await assert.rejects(
      download({ 'node_modules/cut': { version: '1.0.0', integrity: digest(cut) } }),
      /cut off/,
    );
  });

  test('runs the install scripts that are allowed, and no others', async () => {
    const scripts = { postinstall: "node -e \"fs.writeFileSync('ran','')\"" };
    const files = { 'package.json': JSON.stringify({ name: 'x', version: '1.0.0', scripts }) };
    const script = { hasInstallScript: true };
    const modules = await download(
      {
        'node_modules/allowed': await publish('allowed', files, script),
        'node_modules/other': await publish('other', files, script),
      },
      ['allowed'],
    );
    assert.deepEqual([modules.has('allowed/ran'), modules.has('other/ran')], [true, false]);
  });

  test('tries again when the registry is overloaded', async () => {
    const entry = await publish('busy', { 'index.js': 'at last' });
    const archive = served.get('/busy/-/busy-1.0.0.tgz') as Buffer;
    let calls = 0;
    served.set('/busy/-/busy-1.0.0.tgz', () =>
      ++calls < 3 ? { status: 503, body: '' } : { status: 200, body: archive },
    );
    const modules = await download({ 'node_modules/busy': entry });
    assert.equal(modules.read('busy/index.js'), 'at last');
  });

  test('judges platforms as npm does', () => {
    const { platform, arch } = process;
    assert.deepEqual(
      [
        {},
        { os: platform },
        { os: [platform], cpu: [arch] },
        { os: ['!aix'] },
        { os: [`!${platform}`] },
        { os: [platform], cpu: ['none'] },
        { os: ['any', `!${platform}`] },
      ].map((entry) => isForThisPlatform(entry)),
      [true, true, true, true, false, false, false],
    );
    if (platform !== 'linux') return;
    assert.notEqual(isForThisPlatform({ libc: ['glibc'] }), isForThisPlatform({ libc: ['musl'] }));
  });
});

function packOne(name: string, content: string) {
  const archive = pack();
  archive.entry({ name }, content);
  archive.finalize();
  return archive;
}

describe('installing a folder', () => {
  function createFolder(packages: Record<string, object>, npmrc = ''): string {
    const folder = mkdtempSync(path.join(scratch, 'folder-'));
    const dependencies = Object.fromEntries(
      Object.keys(packages).map((place) => [place.replace('node_modules/', ''), '1.0.0']),
    );
    const own = { name: 'probe', version: '1.0.0', dependencies };
    const lock = createLock(packages);
    Object.assign(lock.packages[''], { dependencies });
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify(own));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
    const cache = path.join(folder, 'cache');
    writeFileSync(
      path.join(folder, '.npmrc'),
      `registry=${origin}\ncache=${cache}\nfetch-retries=0\n${npmrc}`,
    );
    return folder;
  }

  test('replaces what was there when everything is complete', async () => {
    const folder = createFolder({
      'node_modules/whole': await publish('whole', { 'index.js': 'new' }),
    });
    mkdirSync(path.join(folder, 'node_modules', 'old'), { recursive: true });
    assert.equal(await installPackages(folder, { scripts: [] }), true);
    assert.equal(readFileSync(path.join(folder, 'node_modules/whole/index.js'), 'utf8'), 'new');
    assert.equal(existsSync(path.join(folder, 'node_modules/old')), false);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.installing')),
      [],
    );
  });

  /** Puts a package where only its document in the registry says; returns its entry in a lock file. */
  async function publishElsewhere(name: string, files: Files, instead: Files = files) {
    const entry = await publish(name, files);
    served.delete(`/${name}/-/${name}-1.0.0.tgz`);
    served.set(`/files/${name}.tgz`, await createPackage(instead));
    const dist = { tarball: `${origin}files/${name}.tgz`, integrity: entry.integrity };
    const version = { name, version: '1.0.0', dist };
    const document = { name, 'dist-tags': {}, versions: { '1.0.0': version } };
    served.set(`/${name}`, Buffer.from(JSON.stringify(document)));
    return entry;
  }

  test('npm does it where a registry keeps its files elsewhere, and refuses another digest', async () => {
    const json = (name: string) => JSON.stringify({ name, version: '1.0.0' });
    const moved = await publishElsewhere('moved', {
      'package.json': json('moved'),
      'index.js': 'found by npm',
    });
    const folder = createFolder({ 'node_modules/moved': moved });
    assert.equal(await installPackages(folder, { scripts: [] }), true);
    const file = path.join(folder, 'node_modules/moved/index.js');
    assert.equal(readFileSync(file, 'utf8'), 'found by npm');
    const forged = await publishElsewhere(
      'forged',
      { 'package.json': json('forged'), 'index.js': String(Math.random()) },
      { 'package.json': json('forged'), 'index.js': 'another' },
    );
    const other = createFolder({ 'node_modules/forged': forged });
    assert.equal(await installPackages(other, { scripts: [] }), false);
    assert.equal(existsSync(path.join(other, 'node_modules/forged/index.js')), false);
  });

  test('asks the registry that npm is set to, unless a proxy is between', async () => {
    const { registry: found } = await readRegistry(createFolder({}));
    assert.equal(found, origin);
    assert.equal(await readRegistry(createFolder({}, 'https-proxy=http://127.0.0.1:9/')), null);
    assert.equal(await readRegistry(createFolder({}, 'offline=true')), null);
  });
});
