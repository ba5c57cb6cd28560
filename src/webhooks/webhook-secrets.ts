/* The secrets of webhooks: made here, shown once, stored encrypted. */

import { createHmac, randomBytes } from 'node:crypto';
import { TextCipher } from '../encryption/text-cipher.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret in the form of the Standard Webhooks specification: `whsec_` and base64. */
export function createSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/**
 * Encrypts under the first of the operator's keys and decrypts under any, so that a key can be
 * replaced: the old one stays second until every secret is under the new one.
 */
export class SecretStore {
  readonly #ciphers: readonly TextCipher[];

  constructor(keys: readonly string[]) {
    this.#ciphers = keys.map((key) => new TextCipher(Buffer.from(key), 'gatehouse: webhooks'));
  }

  /** Binds the secret to the webhook with this UUID. */
  encrypt(webhookUuid: string, secret: string): Buffer {
    const [cipher] = this.#ciphers;
    if (cipher === undefined) throw new Error('There is no key to encrypt secrets with.');
    return cipher.encrypt(webhookUuid, secret);
  }

  /** null where none of the keys fits. */
  decrypt(webhookUuid: string, sealed: Buffer): string | null {
    for (const cipher of this.#ciphers) {
      const secret = cipher.decrypt(webhookUuid, sealed);
      if (secret !== null) return secret;
    }
    return null;
  }

  /**
   * The secret encrypted under the first key: `sealed` itself where it is already, null where none of
   * the keys opens it.
   */
  reseal(webhookUuid: string, sealed: Buffer): Buffer | null {
    if (this.#ciphers[0]?.decrypt(webhookUuid, sealed) != null) return sealed;
    const secret = this.decrypt(webhookUuid, sealed);
    return secret === null ? null : this.encrypt(webhookUuid, secret);
  }
}

/** What is signed, as the Standard Webhooks specification has it. */
export interface SignedMessage {
  /** The same for each attempt. */
  id: string;
  /** Of the attempt. */
  time: Date;
  body: string;
}

/** The three headers of a message, with a signature for each secret. */
export function signMessage(
  { id, time, body }: SignedMessage,
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = `${Math.floor(time.getTime() / 1000)}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
