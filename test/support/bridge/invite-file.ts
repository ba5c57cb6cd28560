import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'smol-toml';
import { isObject, type Json } from './lossless-json.ts';

/** `table` as op-bridge 0.32.2 writes it; `flat` as the published specification shows it. */
export type InviteForm = 'table' | 'flat';

export interface InviteOptions {
  form: InviteForm;
  /** op-bridge 0.32.2 writes 0o644, which Gatehouse refuses. */
  mode: number;
}

/** The key of an invite file, which is written if there is none, and names where we listen. */
export function loadOrCreateInvite(
  file: string,
  url: string,
  { form, mode }: InviteOptions,
): Uint8Array {
  const key = readKey(file) ?? randomBytes(32).toString('hex');
  if (!/^[0-9a-f]{64}$/i.test(key)) throw new Error(`${file}: the key is not 64 hex digits`);
  mkdirSync(path.dirname(file), { recursive: true });
  const invite = form === 'table' ? { url: `${url}/`, key: { data: key } } : { url, key };
  writeFileSync(file, `${stringify(invite)}\n`, { mode: 0o600 });
  chmodSync(file, mode);
  return Buffer.from(key, 'hex');
}

/** The key that an invite file of either form holds; nothing where there is no file or no key. */
export function readKey(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const key = parse(readFileSync(file, 'utf8')).key as Json | undefined;
  const text = isObject(key) ? key.data : key;
  return text === undefined ? undefined : String(text);
}
