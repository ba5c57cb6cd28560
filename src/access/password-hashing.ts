import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's parameters (OWASP's second choice or stronger). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/**
 * Whether this is the password; false where there is none. Verifies against a dummy hash then, so that
 * the response time does not reveal which user names exist.
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

/** An initial password: 120 random bits as 20 characters. */
export function generatePassword(): string {
  return randomBytes(15).toString('base64url');
}
