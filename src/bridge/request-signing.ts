import { blake2b } from '@noble/hashes/blake2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** 2 since bridge 0.9; 1 for older ones (docs/rules/openportal.md, 6). */
export type SignatureVersion = 1 | 2;

/** The parts of a call that are signed. */
export interface SignedCall {
  method: 'GET' | 'POST';
  /** The endpoint's name without its slash, such as `fetch_jobs`. */
  endpoint: string;
  /** As it is sent; empty for GET. */
  body: string;
  /** As the Date header says it. */
  date: string;
  nonce: string;
}

const signedContentType = 'application/json';

/** The headers that sign a call. */
export function buildSignedHeaders(
  call: SignedCall,
  version: SignatureVersion,
  key: Uint8Array,
): Record<string, string> {
  return {
    authorization: buildAuthorization(call, version, key),
    date: call.date,
    'content-type': signedContentType,
    ...(call.nonce !== '' && { 'x-nonce': call.nonce }),
    ...(version === 2 && { 'x-openportal-signature-version': '2' }),
  };
}

/** `OpenPortal <hex>`: keyed BLAKE2b-256 over the canonical string as a JSON literal. */
export function buildAuthorization(
  call: SignedCall,
  version: SignatureVersion,
  key: Uint8Array,
): string {
  const message = utf8ToBytes(JSON.stringify(buildCanonicalText(call, version)));
  return `OpenPortal ${bytesToHex(blake2b(message, { key, dkLen: 32 }))}`;
}

/** The text that is signed. In version 2 each field has its length, so that fields cannot be confused. */
export function buildCanonicalText(call: SignedCall, version: SignatureVersion): string {
  const { endpoint, body, date, nonce } = call;
  const method = call.method.toLowerCase();
  if (version === 1) {
    const optional = [body, nonce].filter((field) => field !== '');
    return [method, signedContentType, date, endpoint, ...optional].join('\n');
  }
  return ['openportal-sig-v2', method, signedContentType, date, endpoint, body, nonce]
    .map((field) => `${Buffer.byteLength(field)}:${field}`)
    .join('\n');
}
