/** The password rules of src/access/password-rules.ts, for people who choose a password. */
export const passwordHint = 'At least 12 characters, for example a few unrelated words.';
