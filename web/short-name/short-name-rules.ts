/** The rules for a person's short name, as its field explains them (docs/rules/machines.md, M2.1). */
export const shortNameRules = 'At most 20 of a–z, 0–9 and -, beginning with a letter.';

/** What is wrong with a typed short name; null where nothing is. Only the service knows which are taken. */
export function checkShortName(text: string): string | null {
  if (text === '') return 'A short name is required.';
  return /^[a-z][a-z0-9-]{0,19}$/.test(text) ? null : shortNameRules;
}
