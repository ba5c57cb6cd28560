import { BadInput } from '../award/bad-input.ts';
import { isGuessedEarly } from './password-guessability.ts';

/** Length makes a password strong; no composition is required (NIST SP 800-63B, 3.1.1.2). */
const minPasswordLength = 12;
const maxPasswordLength = 1000;
/** Shorter names occur in many passwords by chance. */
const minNameLength = 4;

/**
 * The rule for passwords, applied wherever one is set. `names` are words of the account that a
 * guesser tries first (`listGuessableNames`). Throws BadInput that names `field`.
 */
export function checkPassword(password: string, names: readonly string[], field: string): void {
  if ([...password].length < minPasswordLength) {
    throw new BadInput(field, `At least ${minPasswordLength} characters are required.`);
  }
  if (password.length > maxPasswordLength) {
    throw new BadInput(field, `At most ${maxPasswordLength} characters are allowed.`);
  }
  if (isGuessedEarly(password)) {
    throw new BadInput(field, 'This password is too easy to guess. Choose a less common one.');
  }
  if (consistsMostlyOfNames(password.toLowerCase(), names)) {
    throw new BadInput(field, 'This password consists mostly of names that belong to the account.');
  }
}

/** Whether fewer than half of the required characters remain without the names. */
function consistsMostlyOfNames(password: string, names: readonly string[]): boolean {
  const words = ['gatehouse', ...names.flatMap((name) => name.toLowerCase().split(/[\s@.]+/))];
  const rest = words
    .filter((word) => word.length >= minNameLength)
    .reduce((remaining, word) => remaining.replaceAll(word, ''), password);
  return rest.length < password.length && rest.length < minPasswordLength / 2;
}

/** The user name, the full name and the local part of the e-mail address. */
export function listGuessableNames(account: {
  username: string;
  full_name: string;
  email: string;
}): string[] {
  return [account.username, account.full_name, account.email.split('@')[0] ?? ''];
}
