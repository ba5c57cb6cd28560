import { BadInput } from '../award/bad-input.ts';
import { isCommonPassword } from './common-passwords.ts';

/** Length is what makes a password; no composition is asked for (NIST SP 800-63B, 3.1.1.2). */
export const minPasswordLength = 12;
const maxPasswordLength = 1000;
/** Of a word that is looked for in a password: shorter ones are in every other. */
const minWordLength = 4;

/**
 * The one rule for passwords, wherever one is set. `words` are those that somebody would guess
 * first: the user name, the name, the address. Throws BadInput that names `field`.
 */
export function checkPassword(password: string, words: readonly string[], field: string): void {
  if ([...password].length < minPasswordLength) {
    throw new BadInput(field, `At least ${minPasswordLength} characters are required.`);
  }
  if (password.length > maxPasswordLength)
    throw new BadInput(field, `At most ${maxPasswordLength} characters.`);
  if (isCommonPassword(password, minPasswordLength)) {
    throw new BadInput(field, 'This password is among those that are guessed first.');
  }
  if (isBuiltFromWords(password.toLowerCase(), words)) {
    throw new BadInput(field, 'This password is made of a name that belongs to the account.');
  }
}

/** Whether too little is left without the names. */
function isBuiltFromWords(password: string, words: readonly string[]): boolean {
  const names = ['gatehouse', ...words.flatMap((word) => word.toLowerCase().split(/[\s@.]+/))];
  const rest = names
    .filter((name) => name.length >= minWordLength)
    .reduce((left, name) => left.replaceAll(name, ''), password);
  return rest.length < password.length && rest.length < minPasswordLength / 2;
}

/** What of an account somebody would guess first. */
export function listGuessableNames(account: {
  username: string;
  full_name: string;
  email: string;
}): string[] {
  return [account.username, account.full_name, account.email.split('@')[0] ?? ''];
}
