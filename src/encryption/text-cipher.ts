import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts texts for storage and decrypts them: AES-256-GCM under a key that is derived from one
 * that is not in the database, for one purpose. A text is bound to the id that it is stored under.
 */
export class TextCipher {
  readonly #key: Buffer;

  constructor(key: Uint8Array, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
  }

  encrypt(id: string, text: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(id));
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
  }

  /** null where it was encrypted under another key, or changed. */
  decrypt(id: string, box: Buffer): string | null {
    const nonce = box.subarray(0, nonceBytes);
    const tag = box.subarray(nonceBytes, nonceBytes + tagBytes);
    const decipher = createDecipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(id)).setAuthTag(tag);
    try {
      const start = decipher.update(box.subarray(nonceBytes + tagBytes));
      return Buffer.concat([start, decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}
