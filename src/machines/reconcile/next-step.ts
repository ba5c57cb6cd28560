import { isSameQuota } from '../../wanted-state/quota-size.ts';
import { type Instruction, isQuestion } from '../network/instruction.ts';
import { type Capabilities, countSent, type SeenFacts, type WantedFacts } from './pair-facts.ts';

/** What a worker does next for a project on a resource. */
export type Step =
  | { kind: 'send'; instruction: Instruction }
  /** The removal waits for the last usage report. */
  | { kind: 'wait' }
  /** Everything is as wanted, and proved. */
  | { kind: 'done' }
  /** Something cannot be brought about, in words. */
  | { kind: 'stuck'; message: string };

const send = (instruction: Instruction): Step => ({ kind: 'send', instruction });

/**
 * The next step from what was seen to what is wanted (docs/rules/machines.md, M4.4). Pure. What is
 * unknown is asked before anything is changed, access is taken before it is given, and `done` is
 * said only of what was proved by asking.
 */
export function nextStep(wanted: WantedFacts, seen: SeenFacts, can: Capabilities): Step {
  const step = chooseStep(wanted, seen, can);
  if (step.kind !== 'send') return step;
  const { instruction } = step;
  const times = countSent(seen, instruction);
  if (times < (isQuestion(instruction) ? MAX_QUESTIONS : MAX_SENT)) return step;
  const message = `${instruction.verb} was answered, but asking back shows no effect.`;
  return { kind: 'stuck', message };
}

/** How often one run sends the same instruction before it gives up. */
const MAX_SENT = 2;
const MAX_QUESTIONS = 12;

function chooseStep(wanted: WantedFacts, seen: SeenFacts, can: Capabilities): Step {
  if (seen.project === 'unknown') return send({ verb: 'get_project_mapping' });
  if (seen.project === 'removed') return send({ verb: 'get_projects' });
  switch (wanted.wanted) {
    case 'present':
      return stepToPresent(wanted, seen, can);
    case 'blocked':
      return stepToBlocked(wanted, seen) ?? { kind: 'done' };
    case 'absent':
      return stepToAbsent(wanted, seen);
  }
}

function stepToPresent(wanted: WantedFacts, seen: SeenFacts, can: Capabilities): Step {
  if (seen.project === 'absent') return send({ verb: 'add_project' });
  const leaveStep = stepToRemoveMembers(wanted, seen);
  if (leaveStep !== null) return leaveStep;
  const limitStep = stepToLimit(wanted.limit, seen);
  // The add_project that was tried for the limit has put the quotas back.
  if (limitStep?.kind === 'stuck') return stepToQuotas(wanted, seen) ?? limitStep;
  return (
    limitStep ??
    stepToUnblock(seen) ??
    stepToConfirmMembers(wanted, seen, can) ??
    stepToAddMembers(wanted, seen) ??
    // add_user puts quotas back to the volume's default, so they follow the last one.
    stepToQuotas(wanted, seen) ??
    (seen.membersProved ? null : send({ verb: 'get_users' })) ??
    findObstacle(wanted, seen) ?? { kind: 'done' }
  );
}

/** Nobody logs in and nothing starts. Where nothing was made, nothing is blocked. */
function stepToBlocked(wanted: WantedFacts, seen: SeenFacts): Step | null {
  if (seen.project === 'absent') return null;
  const step =
    stepToStopStarts(seen) ?? stepToBlock(seen) ?? stepToRemoveMembers(wanted, seen) ?? null;
  if (step !== null) return step;
  if (!seen.membersProved) return send({ verb: 'get_users' });
  if (seen.limitError === null) return findMemberError(seen);
  return { kind: 'stuck', message: `Starts could not be stopped: ${seen.limitError}` };
}

function stepToAbsent(wanted: WantedFacts, seen: SeenFacts): Step {
  if (seen.project === 'absent') return { kind: 'done' };
  const step = stepToStopStarts(seen) ?? stepToBlock(seen);
  if (step !== null) return step;
  if (!wanted.mayRemove) return { kind: 'wait' };
  const memberStep = stepToRemoveMembers(wanted, seen);
  if (memberStep !== null) return memberStep;
  if (!seen.membersProved) return send({ verb: 'get_users' });
  const memberError = findMemberError(seen);
  if (memberError !== null) return memberError;
  const strangers = Object.keys(seen.members ?? {});
  if (strangers.length === 0) return send({ verb: 'remove_project' });
  const names = strangers.slice(0, 5).join(', ');
  return {
    kind: 'stuck',
    message: `The project has ${strangers.length} accounts that are not known here (${names}): a person decides about them.`,
  };
}

/**
 * Members who are known here and not wanted lose their accounts; strangers never do. Who cannot be
 * removed, such as while a process of theirs runs, holds nothing else up.
 */
function stepToRemoveMembers(wanted: WantedFacts, seen: SeenFacts): Step | null {
  if (seen.members === null) return send({ verb: 'get_users' });
  const leaving = Object.keys(seen.members).find(
    (name) =>
      wanted.knownMembers.includes(name) &&
      !wanted.members.includes(name) &&
      seen.memberErrors[name] === undefined,
  );
  return leaving === undefined ? null : send({ verb: 'remove_user', member: leaving });
}

/**
 * An error of get_limit means that the scheduler has no account, although add_project was answered:
 * it is sent once more. An error that stays is the scheduler's.
 */
function stepToLimit(limit: number, seen: SeenFacts): Step | null {
  if (seen.limitError !== null) {
    const isTried =
      countSent(seen, { verb: 'add_project' }) === MAX_SENT ||
      countSent(seen, { verb: 'set_limit', seconds: limit }) === MAX_SENT;
    return isTried ? { kind: 'stuck', message: seen.limitError } : send({ verb: 'add_project' });
  }
  if (seen.limit === null) return send({ verb: 'get_limit' });
  if (isSameLimit(limit, seen.limit)) return null;
  return send({ verb: 'set_limit', seconds: limit });
}

/** Agents round a limit down by up to a minute of one core. 0 is exact. */
export function isSameLimit(wanted: number, seen: number | 'unset'): boolean {
  if (seen === 'unset') return false;
  return wanted === 0 ? seen === 0 : seen <= wanted && seen > wanted - 60;
}

function stepToStopStarts({ limit, limitError }: SeenFacts): Step | null {
  if (limitError !== null || limit === 0) return null;
  return limit === null ? send({ verb: 'get_limit' }) : send({ verb: 'set_limit', seconds: 0 });
}

function stepToUnblock(seen: SeenFacts): Step | null {
  const { blocked, mustUnblock } = seen;
  if (mustUnblock && countSent(seen, { verb: 'unblock_project' }) === 0) {
    return send({ verb: 'unblock_project' });
  }
  if (blocked === null) return send({ verb: 'is_blocked_project' });
  return blocked ? send({ verb: 'unblock_project' }) : null;
}

/** A project without accounts has nobody to block, and agents may say that it is not blocked. */
function stepToBlock(seen: SeenFacts): Step | null {
  const { blocked, members } = seen;
  if (blocked === true) return null;
  if (blocked === null) return send({ verb: 'is_blocked_project' });
  if (countSent(seen, { verb: 'block_project' }) > 0) {
    if (members === null) return send({ verb: 'get_users' });
    if (Object.keys(members).length === 0) return null;
  }
  return send({ verb: 'block_project' });
}

function stepToQuotas({ quotas }: WantedFacts, seen: SeenFacts): Step | null {
  for (const [volume, size] of Object.entries(quotas)) {
    if (seen.quotaErrors[volume] !== undefined) continue;
    const has = seen.quotas[volume];
    if (has === undefined) return send({ verb: 'get_project_quota', volume });
    if (!isSameQuota(size, has)) return send({ verb: 'set_project_quota', volume, size });
  }
  const excess = Object.keys(seen.quotas).find(
    (volume) => quotas[volume] === undefined && seen.quotaErrors[volume] === undefined,
  );
  return excess === undefined ? null : send({ verb: 'clear_project_quota', volume: excess });
}

function isToAdd(member: string, seen: SeenFacts): boolean {
  return (
    seen.memberErrors[member] === undefined &&
    countSent(seen, { verb: 'add_user', member }) === 0 &&
    (seen.members?.[member] === undefined || seen.repeatMembers)
  );
}

function stepToAddMembers({ members }: WantedFacts, seen: SeenFacts): Step | null {
  const missing = members.find((name) => isToAdd(name, seen));
  return missing === undefined ? null : send({ verb: 'add_user', member: missing });
}

/** All who are listed are asked for first, so that who is not confirmed is added with the missing. */
function stepToConfirmMembers(
  { members }: WantedFacts,
  seen: SeenFacts,
  can: Capabilities,
): Step | null {
  if (!can.isAdded || !seen.membersProved) return null;
  const unconfirmed = members.find(
    (name) =>
      seen.members?.[name]?.state === 'listed' &&
      seen.memberErrors[name] === undefined &&
      !isToAdd(name, seen),
  );
  return unconfirmed === undefined ? null : send({ verb: 'is_user_added', member: unconfirmed });
}

/** What agents answered Complete to without doing it. */
function findObstacle(wanted: WantedFacts, seen: SeenFacts): Step | null {
  const memberError = findMemberError(seen);
  if (memberError !== null) return memberError;
  const missing = wanted.members.filter((name) => seen.members?.[name] === undefined);
  if (missing.length > 0) {
    const names = missing.join(', ');
    const message = `The agents answered, but did not make ${names}: an account of that name is not ours, or is protected.`;
    return { kind: 'stuck', message };
  }
  const [quota] = Object.entries(seen.quotaErrors);
  if (quota === undefined) return null;
  return { kind: 'stuck', message: `The quota of ${quota[0]} is not set: ${quota[1]}` };
}

/** The first account that could not be made or removed in this run. */
function findMemberError({ memberErrors }: SeenFacts): Step | null {
  const [failed] = Object.entries(memberErrors);
  return failed === undefined ? null : { kind: 'stuck', message: `${failed[0]}: ${failed[1]}` };
}
