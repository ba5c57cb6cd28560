import type { InstructionError } from '../network/classify-error.ts';
import type { Instruction } from '../network/instruction.ts';
import {
  readBoolean,
  readList,
  readProjectMapping,
  readQuota,
  readSeconds,
  readUserMapping,
  type UserMapping,
} from '../network/read-answer.ts';
import { isSameQuota } from '../../wanted-state/quota-size.ts';
import { countSent, getInstructionKey, type MemberFact, type SeenFacts } from './pair-facts.ts';

/** Notes that an instruction was sent, so that a run does not repeat it for ever. */
export function applySent(seen: SeenFacts, instruction: Instruction): SeenFacts {
  const key = getInstructionKey(instruction);
  return { ...seen, sent: { ...seen.sent, [key]: (seen.sent[key] ?? 0) + 1 } };
}

/**
 * What is known after an answer of Complete. `projectName` is ours, such as `a6a.brics`. An answer
 * to a change is no proof: what it changed is asked for. Throws UnreadableAnswerError.
 */
export function applyAnswer(
  seen: SeenFacts,
  instruction: Instruction,
  value: unknown,
  projectName: string,
): SeenFacts {
  switch (instruction.verb) {
    case 'get_project_mapping':
      return { ...seen, project: 'added', localName: readProjectMapping(value).localName };
    case 'add_project':
      return applyAddProject(seen, value);
    case 'get_projects':
      return applyProjects(seen, value, projectName);
    case 'remove_project':
      return { ...seen, project: 'removed' };
    case 'get_limit':
      return { ...seen, limit: readSeconds(value), limitError: null };
    case 'set_limit':
      return { ...seen, limit: null, limitError: null };
    case 'block_project':
    case 'unblock_project':
      return { ...seen, blocked: null };
    case 'is_blocked_project':
      return { ...seen, blocked: readBoolean(value) };
    case 'get_project_quota':
      return withQuota(seen, instruction.volume, readQuota(value));
    case 'set_project_quota':
      return applySetQuota(seen, instruction, readQuota(value));
    case 'clear_project_quota':
      return withoutQuota(seen, instruction.volume);
    case 'get_users':
      return applyUsers(seen, value, projectName);
    case 'add_user':
      return applyAddUser(seen, instruction.member, readUserMapping(value));
    case 'remove_user':
      return withoutMember(seen, instruction.member);
    case 'is_user_added':
      return applyIsUserAdded(seen, instruction.member, readBoolean(value));
  }
}

/**
 * What is known after an error that is an answer: a project that does not exist, a limit without an
 * account, a quota or a member that cannot be set. Null where the run must end with the error.
 */
export function applyError(
  seen: SeenFacts,
  instruction: Instruction,
  { kind, message }: InstructionError,
): SeenFacts | null {
  if (kind === 'unknown_outcome') return null;
  switch (instruction.verb) {
    case 'get_project_mapping':
      return /does not exist/i.test(message) ? { ...seen, project: 'absent' } : null;
    case 'get_limit':
    case 'set_limit':
      return kind === 'failed' ? { ...seen, limitError: message } : null;
    case 'clear_project_quota':
      // 0.32.2 answers so although it was done.
      if (/No result available/i.test(message)) return withoutQuota(seen, instruction.volume);
      return withQuotaError(seen, instruction.volume, message);
    case 'set_project_quota':
    case 'get_project_quota':
      return withQuotaError(seen, instruction.volume, message);
    case 'add_user':
      // It may be half done.
      return {
        ...seen,
        quotas: unsetQuotas(seen),
        memberErrors: { ...seen.memberErrors, [instruction.member]: message },
      };
    case 'remove_user':
      return { ...seen, memberErrors: { ...seen.memberErrors, [instruction.member]: message } };
    default:
      return null;
  }
}

/** add_project sets quotas back to the volume's default; the limit is asked for. */
function applyAddProject(seen: SeenFacts, value: unknown): SeenFacts {
  const isNew = seen.project !== 'added';
  return {
    ...seen,
    project: 'added',
    localName: readProjectMapping(value).localName,
    limit: isNew || seen.limitError !== null ? 'unset' : null,
    limitError: null,
    quotas: unsetQuotas(seen),
    // A project that was removed may have been blocked before.
    blocked: isNew && seen.blocked === null ? null : seen.blocked,
    members: isNew ? {} : seen.members,
    membersProved: false,
  };
}

function applyProjects(seen: SeenFacts, value: unknown, projectName: string): SeenFacts {
  const found = readList(value, readProjectMapping).find(({ project }) => project === projectName);
  if (found !== undefined) return { ...seen, project: 'added', localName: found.localName };
  return { ...seen, project: 'absent', members: {}, membersProved: true, limit: null, quotas: {} };
}

function applyUsers(seen: SeenFacts, value: unknown, projectName: string): SeenFacts {
  const members: Record<string, MemberFact> = {};
  for (const { user, localName, localGroup } of readList(value, readUserMapping)) {
    if (!user.endsWith(`.${projectName}`)) continue;
    const name = user.slice(0, -projectName.length - 1);
    const wasConfirmed = seen.members?.[name]?.state === 'confirmed';
    members[name] = { state: wasConfirmed ? 'confirmed' : 'listed', localName, localGroup };
  }
  return { ...seen, members, membersProved: true };
}

/** add_user sets quotas back as add_project does. */
function applyAddUser(
  seen: SeenFacts,
  name: string,
  { localName, localGroup }: UserMapping,
): SeenFacts {
  const member: MemberFact = { state: 'sent', localName, localGroup };
  return {
    ...seen,
    quotas: unsetQuotas(seen),
    members: { ...seen.members, [name]: member },
    membersProved: false,
  };
}

/** Agents put every quota back to the default of its volume, which nobody here knows. */
function unsetQuotas({ quotas }: SeenFacts): SeenFacts['quotas'] {
  return Object.fromEntries(Object.keys(quotas).map((volume) => [volume, 'unset']));
}

function withoutMember(seen: SeenFacts, name: string): SeenFacts {
  const { [name]: _, ...members } = seen.members ?? {};
  return { ...seen, members, membersProved: false };
}

/** Somebody who is not confirmed is sent once more. */
function applyIsUserAdded(seen: SeenFacts, name: string, isAdded: boolean): SeenFacts {
  const member = seen.members?.[name];
  if (member === undefined) return seen;
  if (isAdded) {
    const confirmed: MemberFact = { ...member, state: 'confirmed' };
    return { ...seen, members: { ...seen.members, [name]: confirmed } };
  }
  if (countSent(seen, { verb: 'add_user', member: name }) === 0) {
    return { ...withoutMember(seen, name), membersProved: seen.membersProved };
  }
  const message = 'The agents do not confirm the account.';
  return { ...seen, memberErrors: { ...seen.memberErrors, [name]: message } };
}

function withQuota(seen: SeenFacts, volume: string, size: string): SeenFacts {
  return { ...seen, quotas: { ...seen.quotas, [volume]: size } };
}

/** A volume without an engine answers `unlimited`, and nothing is set. */
function applySetQuota(
  seen: SeenFacts,
  { volume, size }: { volume: string; size: string },
  answer: string,
): SeenFacts {
  if (isSameQuota(size, answer)) return withQuota(seen, volume, answer);
  return withQuotaError(
    withQuota(seen, volume, answer),
    volume,
    `${size} was sent, and the answer was ${answer}.`,
  );
}

function withoutQuota(seen: SeenFacts, volume: string): SeenFacts {
  const { [volume]: _, ...quotas } = seen.quotas;
  return { ...seen, quotas };
}

function withQuotaError(seen: SeenFacts, volume: string, message: string): SeenFacts {
  return { ...seen, quotaErrors: { ...seen.quotaErrors, [volume]: message } };
}
