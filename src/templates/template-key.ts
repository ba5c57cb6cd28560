import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is stored of a template's key: enough to verify it, not to read it. */
export interface StoredTemplateKey {
  salt: Buffer;
  digest: Buffer;
}

/** Hashes a key with a new random salt. */
export function hashTemplateKey(key: string): StoredTemplateKey {
  const salt = randomBytes(16);
  return { salt, digest: hashWithSalt(salt, key) };
}

/**
 * Whether a key fits a template; any key, or none, fits a template without one. Takes the same time
 * in every case, so that it does not reveal what was wrong (docs/rules/awards.md, A3.4).
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
