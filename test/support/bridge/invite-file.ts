import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'smol-toml';

/** The key of an invite file, which is written if there is none, and names where we listen. */
export function loadOrCreateInvite(file: string, url: string): Uint8Array {
  const known = existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
  const key = known.key ?? randomBytes(32).toString('hex');
  if (typeof key !== 'string' || !/^[0-9a-f]{64}$/i.test(key)) {
    throw new Error(`${file}: the key is not 64 hex digits`);
  }
  if (known.key !== key || known.url !== url) writeInvite(file, { url, key });
  return Buffer.from(key, 'hex');
}

function writeInvite(file: string, invite: { url: string; key: string }): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${stringify(invite)}\n`, { mode: 0o600 });
}
