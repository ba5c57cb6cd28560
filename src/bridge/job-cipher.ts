import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/*
 * A job's command may hold the key of a template, which is never stored (docs/rules/awards.md). So
 * waiting jobs are stored encrypted, under a key that is derived from the invite's and not in the
 * database: AES-256-GCM, with the job's id as associated data.
 */
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts jobs for storage, and decrypts them. */
export class JobCipher {
  readonly #key: Buffer;

  constructor(inviteKey: Uint8Array) {
    this.#key = Buffer.from(hkdfSync('sha256', inviteKey, '', 'gatehouse: jobs at rest', 32));
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
