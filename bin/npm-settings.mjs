import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/**
 * Where packages come from, as npm is set: the registry's URL, and the certificates to trust
 * (undefined for Node's own). null where only npm can reach it: through a proxy, or offline.
 */
export async function readRegistry(folder) {
  if (proxyVariables.some((name) => (process.env[name] ?? '') !== '')) return null;
  const windows = process.platform === 'win32';
  const keys = ['registry', 'proxy', 'https-proxy', 'offline', 'cafile'];
  try {
    const { stdout } = await promisify(execFile)(
      windows ? 'npm.cmd' : 'npm',
      ['config', 'get', ...keys],
      { cwd: folder, shell: windows },
    );
    const settings = Object.fromEntries(
      stdout
        .trim()
        .split(/\r?\n/)
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    const isDirect = settings.proxy === 'null' && settings['https-proxy'] === 'null';
    if (!isDirect || settings.offline !== 'false') return null;
    const { cafile } = settings;
    return {
      registry: new URL(settings.registry).href.replace(/\/?$/, '/'),
      ca: cafile === 'null' ? undefined : readFileSync(cafile, 'utf8'),
    };
  } catch {
    return null;
  }
}
