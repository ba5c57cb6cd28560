import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/*
 * A job's command may hold the key of a template, which is never stored (awards.md, An award
 * arrives, 3). So jobs that wait are kept sealed, under a key that is not in the database: one
 * derived from the invite's. AES-256-GCM; the job's id is bound to it.
 */
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Seals texts and opens them again. */
export class JobCipher {
  readonly #key: Buffer;

  constructor(inviteKey: Uint8Array) {
    this.#key = Buffer.from(hkdfSync('sha256', inviteKey, '', 'gatehouse: jobs at rest', 32));
  }

  encrypt(id: string, text: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce).setAAD(Buffer.from(id));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** null where it was sealed under another key, or tampered with. */
  decrypt(id: string, box: Buffer): string | null {
    const nonce = box.subarray(0, nonceBytes);
    const tag = box.subarray(nonceBytes, nonceBytes + tagBytes);
    const decipher = createDecipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(id)).setAuthTag(tag);
    try {
      const opened = decipher.update(box.subarray(nonceBytes + tagBytes));
      return Buffer.concat([opened, decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}
