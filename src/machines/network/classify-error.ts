import type { InstructionErrorKind } from '../../database/machine-schema.ts';

/** What went wrong with an instruction, in the agents' words: cleaned, and at most 500 characters. */
export interface InstructionError {
  kind: InstructionErrorKind;
  message: string;
}

const expiries = [/ExpirationError/, /Original job expired/i];
// Seen on a network of 0.32.2 (docs/rules/machines.md, M4.5).
const unknownOutcomes = [
  ...expiries,
  /Job not found/i,
  /Portal agents do not accept this instruction/i,
  /Cannot find next agent/i,
  /there is no .*agent/i,
];
const permanentErrors = [/Could not parse/i, /not a valid group name/i, /exceeds maximum/i];

/** What an agent's error text means for the next try. */
export function classifyAgentError(text: string): InstructionError {
  const message = cleanMessage(text);
  if (unknownOutcomes.some((pattern) => pattern.test(text))) {
    return { kind: 'unknown_outcome', message: explainExpiry(message) };
  }
  const kind = permanentErrors.some((pattern) => pattern.test(text)) ? 'permanent' : 'failed';
  return { kind, message };
}

function explainExpiry(message: string): string {
  return expiries.some((pattern) => pattern.test(message))
    ? `No agent finished the instruction in time (${message}).`
    : message;
}

/** The first line of a text, without the bridge's preamble, control characters and excess. */
export function cleanMessage(text: string, maxLength = 500): string {
  const [line = ''] = text.replace(/^Something went wrong: /, '').split('\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const clean = line.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ').trim();
  if (clean === '') return 'The agents gave no reason.';
  return clean.length <= maxLength ? clean : `${clean.slice(0, maxLength - 1)}…`;
}
