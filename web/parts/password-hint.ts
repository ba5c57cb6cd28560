/** What the service asks of a password (src/access/password-rules.ts). */
export const passwordHint = 'Twelve characters at least: a few words that nobody would guess.';
