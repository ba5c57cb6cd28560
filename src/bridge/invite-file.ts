import { readFileSync, type Stats, statSync } from 'node:fs';
import { parse } from 'smol-toml';
import { StartError } from '../errors/start-error.ts';
import { isLoopbackHost } from '../http/ip-address.ts';

/** Where a bridge is and the key that it shares with us (docs/rules/openportal.md, 6). */
export interface Invite {
  /** Without a slash at the end. */
  url: string;
  /** 32 bytes. */
  key: Uint8Array;
  /** What the operator should know about the file; null where nothing. */
  warning: string | null;
}

export interface InviteRules {
  /** Whether a bridge beyond loopback may be reached over http, whose replies can be forged. */
  allowPlainHttp: boolean;
}

/** Reads the invite file of a bridge. Throws StartError that names the file and the rule. */
export function readInvite(path: string, rules: InviteRules): Invite {
  const warning = checkFileMode(path);
  const { url, key } = readToml(path);
  return { url: parseUrl(path, url, rules), key: parseKey(path, key), warning };
}

function createInviteError(path: string, rule: string): StartError {
  return new StartError(`OPENPORTAL_CONFIG: the invite file ${path} ${rule}`);
}

/** A warning where the group can read the file, as where Kubernetes mounts it; null where not. */
function checkFileMode(path: string): string | null {
  const file = statFile(path);
  if (!file.isFile()) throw createInviteError(path, 'is not a file.');
  // Windows has no such bits.
  if (process.platform === 'win32' || (file.mode & 0o077) === 0) return null;
  if ((file.mode & 0o007) !== 0) {
    throw createInviteError(
      path,
      `can be read by every account of this machine, and its key opens the bridge. Run: chmod 600 ${path}`,
    );
  }
  return `The group of the invite file ${path} can read the bridge's key. To prevent that, run: chmod 600 ${path}`;
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
    // The parser's message would quote the file, and with it the key.
    throw createInviteError(path, 'is not valid TOML.');
  }
}

function parseUrl(path: string, value: unknown, { allowPlainHttp }: InviteRules): string {
  const rule = 'needs a url, such as url = "http://localhost:3000/".';
  if (typeof value !== 'string' || !URL.canParse(value)) throw createInviteError(path, rule);
  const url = new URL(value);
  if (!/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw createInviteError(path, rule);
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname) && !allowPlainHttp) {
    throw createInviteError(
      path,
      `names ${url.origin}: over plain http the answers of a bridge can be forged on the way. ` +
        'Use https or loopback, or set GATEHOUSE_ALLOW_PLAIN_HTTP_BRIDGE=true.',
    );
  }
  return value.replace(/\/+$/, '');
}

/** `[key]` with `data`, as op-bridge writes it, or `key` itself, as the specification shows it. */
function parseKey(path: string, value: unknown): Uint8Array {
  const isTable = typeof value === 'object' && value !== null && 'data' in value;
  const key = isTable ? value.data : value;
  if (typeof key !== 'string' || !/^[0-9a-f]{64}$/i.test(key)) {
    throw createInviteError(path, 'needs a table [key] with data = "<64 hexadecimal digits>".');
  }
  return Buffer.from(key, 'hex');
}
