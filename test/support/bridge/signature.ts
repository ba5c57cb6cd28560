import { timingSafeEqual } from 'node:crypto';
import blake from 'blakejs';

/* Signing as a bridge does it (docs/rules/openportal.md, 6). Shares no code with the product. */
export type SignatureVersion = 1 | 2;

export interface SignedCall {
  method: string;
  date: string;
  function: string;
  body: string;
  nonce: string;
}

export function buildCanonicalText(version: SignatureVersion, call: SignedCall): string {
  return version === 2 ? buildCanonicalTextV2(call) : buildCanonicalTextV1(call);
}

function buildCanonicalTextV2(call: SignedCall): string {
  const method = call.method.toLowerCase();
  const { date, function: name, body, nonce } = call;
  return ['openportal-sig-v2', method, 'application/json', date, name, body, nonce]
    .map((field) => `${Buffer.byteLength(field)}:${field}`)
    .join('\n');
}

function buildCanonicalTextV1(call: SignedCall): string {
  const always = [call.method.toLowerCase(), 'application/json', call.date, call.function];
  return [...always, call.body, call.nonce]
    .filter((field, index) => index < always.length || field !== '')
    .join('\n');
}

/** The Authorization header of a canonical text. */
export function buildAuthorization(key: Uint8Array, canonical: string): string {
  return `OpenPortal ${blake.blake2bHex(Buffer.from(JSON.stringify(canonical)), key, 32)}`;
}

export function isSameText(actual: string, expected: string): boolean {
  const [a, b] = [Buffer.from(actual), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
