import type { AwardDetails, AwardMessage } from './award-details.ts';
import type { ExistingAward, ExistingProject, TemplateTerms } from './existing-award.ts';
import type { ApprovalInput } from './grant-award.ts';
import type { Instruction } from './merge-details.ts';

/** A create_project or update_project. */
export interface IncomingMessage {
  instruction: Instruction;
  /** Such as `p1.ukri`. */
  identifier: string;
  message: AwardMessage;
}

export interface IncomingInput extends ApprovalInput {
  /** The award, if it is stored. */
  existing: ExistingAward | null;
  /** The template that the message names, for its portal and the offering. */
  template: TemplateTerms | null;
  /** Whether the template asks for no key or the message brought the right one. */
  isKeyAccepted: boolean;
  /** An active project of the same name in the template's customer that no award manages. */
  sameNameProject: ExistingProject | null;
  /** The reason of a refusal, where the last audit entry is one. */
  lastRefusalReason: string | null;
  /** The author of the notes that the desk writes. */
  noteAuthor: string;
  /** How large an award may become, in bytes as PostgreSQL prints its details. */
  maxAwardBytes: number;
}

/** A message to a stored award, merged. */
export interface MergedMessage extends Pick<IncomingMessage, 'instruction'> {
  existing: ExistingAward;
  merged: AwardDetails;
  /** What is wrong with the merged award, with field and rule: the message is refused. */
  contradiction: string | null;
  /** Whether the merge changed anything. */
  isChanged: boolean;
  /** Whether the message asks for the change that was refused: then it changes no allocation. */
  asksRefusedChange: boolean;
  /** Whether the message names members: only then it can take somebody out. */
  namesMembers: boolean;
  oddities: readonly string[];
  /** What was left out of the message, in words. */
  problem: string | null;
  input: IncomingInput;
}
