import { readFileSync, type Stats, statSync } from 'node:fs';
import { parse } from 'smol-toml';
import { StartError } from '../errors/start-error.ts';
import { isLoopbackHost } from '../http/ip-address.ts';

/** Where a bridge is and the key that it shares with us (openportal.md §6). */
export interface Invite {
  /** Without a last slash. */
  url: string;
  /** 32 bytes. */
  key: Uint8Array;
}

export interface InviteRules {
  /** Whether a bridge beyond loopback may be reached over http, whose replies anybody can forge. */
  allowPlainHttp: boolean;
}

/** Reads the invite file of a bridge. Throws StartError that names the file and what is wrong. */
export function readInvite(path: string, rules: InviteRules): Invite {
  assertPrivateFile(path);
  const { url, key } = readToml(path);
  return { url: parseUrl(path, url, rules), key: parseKey(path, key) };
}

function createInviteError(path: string, rule: string): StartError {
  return new StartError(`OPENPORTAL_CONFIG: the invite file ${path} ${rule}`);
}

function assertPrivateFile(path: string): void {
  const file = statFile(path);
  if (!file.isFile()) throw createInviteError(path, 'is not a file.');
  // Windows has no such bits.
  if (process.platform === 'win32' || (file.mode & 0o077) === 0) return;
  throw createInviteError(
    path,
    'can be read by others, and its key opens the bridge. Run chmod 600 on it.',
  );
}

function statFile(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw createInviteError(path, `cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function readToml(path: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw createInviteError(path, `cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  try {
    return parse(text);
  } catch {
    // The parser's words would quote the file, and with it the key.
    throw createInviteError(path, 'is not valid TOML.');
  }
}

function parseUrl(path: string, value: unknown, { allowPlainHttp }: InviteRules): string {
  const rule = 'needs a url, such as url = "http://localhost:3000".';
  if (typeof value !== 'string' || !URL.canParse(value)) throw createInviteError(path, rule);
  const url = new URL(value);
  if (!/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw createInviteError(path, rule);
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname) && !allowPlainHttp) {
    throw createInviteError(
      path,
      `names ${url.origin}: over plain http the answers of a bridge can be forged by anybody on ` +
        'the way. Use https or loopback, or set GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE=true.',
    );
  }
  return value.replace(/\/+$/, '');
}

function parseKey(path: string, value: unknown): Uint8Array {
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/i.test(value)) {
    throw createInviteError(path, 'needs a key of 64 hexadecimal digits.');
  }
  return Buffer.from(value, 'hex');
}
