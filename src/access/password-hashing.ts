import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's parameters (OWASP's second choice or stronger). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/**
 * Whether this is the password. Takes as long for somebody who has none or is not there, so
 * that the time tells nobody which user names exist.
 */
export async function verifyPassword(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await getDummyHash()), password);
  return matches && passwordHash !== null;
}

let dummyHash: Promise<string> | undefined;
function getDummyHash(): Promise<string> {
  dummyHash ??= hash(randomBytes(16));
  return dummyHash;
}

/** A password for somebody who has yet to choose one: 120 random bits. */
export function generatePassword(): string {
  return randomBytes(15).toString('base64url');
}
