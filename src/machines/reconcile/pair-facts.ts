import type { WantedState } from '../../database/machine-schema.ts';
import type { Instruction } from '../network/instruction.ts';

/** What is wanted of a project on a resource, as a worker needs it. */
export interface WantedFacts {
  wanted: WantedState;
  /** Node seconds, for `present`; else starts are stopped with 0. */
  limit: number;
  quotas: Readonly<Record<string, string>>;
  /** Short names of the people who should have an account. */
  members: readonly string[];
  /** Short names of everybody known here, wanted or not: only these are ever removed. */
  knownMembers: readonly string[];
  /** Whether a removal may go on: the last usage is stored, or was waited for long enough. */
  mayRemove: boolean;
}

/**
 * What is known of a project on a resource. Only what was proved by asking, or by an answer that
 * proves itself, is taken over into the next run; null and `unknown` are asked for.
 */
export interface SeenFacts {
  /** `removed`: remove_project was answered, but the project may still be listed. */
  project: 'unknown' | 'absent' | 'added' | 'removed';
  localName: string | null;
  /** null: unknown. `unset`: the project is new, so it has none. */
  limit: number | 'unset' | null;
  /** Agents answered an error to get_limit or set_limit in this run. */
  limitError: string | null;
  blocked: boolean | null;
  /** Volume → size; a volume that is missing here is asked for. `unset` as for the limit. */
  quotas: Readonly<Record<string, string>>;
  /** Volume → why its quota could not be set in this run, in words. */
  quotaErrors: Readonly<Record<string, string>>;
  /** Short name → what is known of the account; null: nobody asked yet. */
  members: Readonly<Record<string, MemberFact>> | null;
  /** Whether get_users has listed the members since the last change of them. */
  membersProved: boolean;
  /** Short name → why the account could not be made in this run, in the agents' words. */
  memberErrors: Readonly<Record<string, string>>;
  /** How often each instruction was sent in this run, by `getInstructionKey`. */
  sent: Readonly<Record<string, number>>;
  /** A block may be half undone, which agents do not tell: unblock once, whatever they say. */
  mustUnblock: boolean;
  /** Send every wanted member once more: nobody proves their scheduler part. */
  repeatMembers: boolean;
}

/** `sent`: answered but not listed yet; `listed`: by get_users; `confirmed`: by is_user_added. */
export interface MemberFact {
  state: 'sent' | 'listed' | 'confirmed';
  localName: string | null;
  localGroup: string | null;
}

/** What the agents of a resource can do. */
export interface Capabilities {
  /** They answer is_user_added (since 0.93). */
  isAdded: boolean;
}

/** Nothing is known: everything is asked for. */
export const nothingSeen: SeenFacts = {
  project: 'unknown',
  localName: null,
  limit: null,
  limitError: null,
  blocked: null,
  quotas: {},
  quotaErrors: {},
  members: null,
  membersProved: false,
  memberErrors: {},
  sent: {},
  mustUnblock: false,
  repeatMembers: false,
};

/** Tells instructions about the same project apart, such as `add_user alice`. */
export function getInstructionKey(instruction: Instruction): string {
  return Object.values(instruction).join(' ');
}

/** How often this instruction was sent in this run. */
export function countSent(seen: SeenFacts, instruction: Instruction): number {
  return seen.sent[getInstructionKey(instruction)] ?? 0;
}
