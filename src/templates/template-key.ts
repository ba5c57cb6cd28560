import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is kept of a template's key: enough to check it, not to read it. */
export interface StoredTemplateKey {
  salt: Buffer;
  digest: Buffer;
}

export function hashTemplateKey(key: string): StoredTemplateKey {
  const salt = randomBytes(16);
  return { salt, digest: hashWithSalt(salt, key) };
}

/**
 * Whether this key opens a template: any does where it has none. Takes the same time whatever
 * is wrong (awards.md, step 3).
 */
export function matchesTemplateKey(
  candidate: string | null,
  stored: StoredTemplateKey | null,
): boolean {
  const { salt, digest } = stored ?? dummyKey;
  const matches = timingSafeEqual(hashWithSalt(salt, candidate ?? ''), digest);
  return stored === null || (matches && candidate !== null);
}

const dummyKey: StoredTemplateKey = { salt: Buffer.alloc(16), digest: Buffer.alloc(32) };

function hashWithSalt(salt: Buffer, key: string): Buffer {
  return createHash('sha256').update(salt).update(key).digest();
}
