import { BadInput } from '../award/bad-input.ts';
import { parsePortal, parseProjectIdentifier } from '../award/identifiers.ts';
import { parseCommand, splitFirstWord } from './command.ts';
import { findInstruction, type Instruction } from './execute-command.ts';
import type { Job } from './job.ts';

/** What people may see of a job that is stored encrypted; each is null where it cannot be read. */
export interface JobDescription {
  /** The awarding portal. */
  askedBy: string | null;
  offering: string | null;
  /** One that is executed here, by its first name. */
  instruction: Instruction | null;
  /** The identifier of the award, or the portal, that the instruction is about. */
  subject: string | null;
}

const unreadable: JobDescription = {
  askedBy: null,
  offering: null,
  instruction: null,
  subject: null,
};

/** Longer than a destination, an instruction and an identifier may be together. */
const MAX_HEAD_LENGTH = 2000;

/**
 * Describes a job by names alone. The details of an award hold personal data and the key of a
 * template, and what follows an unknown instruction may hold anything, so neither is read.
 */
export function describeJob(job: Job): JobDescription {
  try {
    const head = String(job.command).slice(0, MAX_HEAD_LENGTH).toWellFormed();
    const { requestingPortal, offering, verb, argumentText } = parseCommand({
      ...job,
      command: head,
    });
    const instruction = findInstruction(verb);
    const subject = instruction === null ? null : parseSubject(splitFirstWord(argumentText)[0]);
    return { askedBy: requestingPortal, offering, instruction, subject };
  } catch (error) {
    if (error instanceof BadInput) return unreadable;
    throw error;
  }
}

function parseSubject(word: string): string | null {
  try {
    return word.includes('.') ? parseProjectIdentifier(word).text : parsePortal(word);
  } catch {
    return null;
  }
}
