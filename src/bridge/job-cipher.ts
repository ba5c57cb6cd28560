import { TextCipher } from '../encryption/text-cipher.ts';

/**
 * A job's command may hold the key of a template, which is never stored (docs/rules/awards.md). So
 * waiting jobs are stored encrypted, under a key that is derived from the invite's and not in the
 * database, each bound to its id.
 */
export class JobCipher extends TextCipher {
  constructor(inviteKey: Uint8Array) {
    super(inviteKey, 'gatehouse: jobs at rest');
  }
}
