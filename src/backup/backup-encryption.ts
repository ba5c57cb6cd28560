import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { StartError } from '../errors/start-error.ts';

/* Encryption with age (https://age-encryption.org): a backup is encrypted for public keys, so the
   machine that writes it cannot read it. */

/** How an encrypted file begins. */
export const ageMagic = Buffer.from('age-encryption.org/v1\n');

/** Encrypts a stream for the owners of these public keys (`age1…`). Rejects for a bad key. */
export async function encryptStream(
  plain: Readable,
  recipients: readonly string[],
): Promise<Readable> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) addRecipient(encrypter, recipient);
  const encrypted = await encrypter.encrypt(toWebStream(plain));
  return Readable.fromWeb(encrypted as NodeReadableStream);
}

/** Decrypts a stream. Rejects with StartError where none of the secret keys opens it. */
export async function decryptStream(
  encrypted: Readable,
  identities: readonly string[],
): Promise<Readable> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return Readable.fromWeb(
      (await decrypter.decrypt(toWebStream(encrypted))) as NodeReadableStream,
    );
  } catch (error) {
    encrypted.destroy();
    // The library's own words name no secret.
    throw new StartError(
      `The backup cannot be decrypted with this key: ${(error as Error).message}.`,
    );
  }
}

/** Throws StartError where one of these is not a public key of age. */
export function checkRecipients(recipients: readonly string[]): void {
  const encrypter = new Encrypter();
  for (const recipient of recipients) addRecipient(encrypter, recipient);
}

/**
 * The secret keys in a file as `age-keygen` writes it: a key a line, `#` begins a comment.
 * Throws StartError where there is no such file or key; the message holds nothing of the content.
 */
export function readIdentities(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError(
      `The key file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  const keys = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) throw new StartError(`The key file ${file} holds no key.`);
  for (const key of keys) checkIdentity(key, file);
  return keys;
}

function checkIdentity(key: string, file: string): void {
  try {
    new Decrypter().addIdentity(key);
  } catch {
    throw new StartError(`The key file ${file} must hold keys that begin with AGE-SECRET-KEY-.`);
  }
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new StartError(`${recipient} is not a public key of age: those begin with age1.`);
  }
}

function toWebStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
}
