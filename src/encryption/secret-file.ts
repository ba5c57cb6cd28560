import { readFileSync } from 'node:fs';
import { StartError } from '../errors/start-error.ts';

/** The text of a file that `variable` names, trimmed. Throws StartError, never with the text. */
export function readSecretFile(file: string, variable: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`${variable} must name a file that can be read (${code}).`);
  }
  if (text === '') throw new StartError(`${variable} must name a file that is not empty.`);
  return text;
}
