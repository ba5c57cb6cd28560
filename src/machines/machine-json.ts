/* A project on a resource as JSON. */

import { type BaseUrl, projectUrl } from '../http/resource-urls.ts';
import { describeState, findMachineState } from './describe-state.ts';
import type { UsedSeconds } from '../usage/sum-usage.ts';
import type { MachineMemberRow, MachineRow } from './machine-store.ts';

function toCommonJson(row: MachineRow) {
  return {
    resource: row.resource,
    resource_name: row.resource_name,
    state: findMachineState(row),
    state_text: describeState(row),
    wanted: row.wanted,
    wanted_reason: row.wanted_reason,
    wanted_since: row.wanted_since,
    last_error: row.last_error,
    last_error_at: row.last_error_at,
    tries: row.tries,
    next_try: row.due_at,
    needs_attention: row.needs_attention,
  };
}

/** A project on a resource, in the list over all projects. */
export function toMachineListItem(row: MachineRow, base: BaseUrl) {
  return {
    ...toCommonJson(row),
    project: projectUrl(base, row.project_uuid),
    project_uuid: row.project_uuid,
    project_name: row.project_name,
    short_name: row.short_name,
  };
}

/** What is shown of a project on a resource beside its row. */
interface MachineParts {
  members: readonly MachineMemberRow[];
  /** null where figures were never collected. */
  used: UsedSeconds | null;
  /** null where the resource is active. */
  wouldDo: string[] | null;
}

/** A project on a resource, with its members and its use. */
export function toMachineJson(row: MachineRow, { members, used, wouldDo }: MachineParts) {
  return {
    ...toCommonJson(row),
    wanted_problem: row.wanted_problem,
    seen: row.seen,
    seen_at: row.seen_at,
    seen_proof: row.seen_proof,
    present_since: row.present_since,
    compared_at: row.reached_at,
    local_name: row.local_name,
    limit: {
      granted_seconds: row.wanted_limit,
      seen_seconds: row.seen_limit,
      seen_at: row.seen_limit_at,
      used_seconds: used?.seconds ?? null,
      used_at: used?.collectedAt ?? null,
    },
    quotas: { wanted: row.wanted_quotas, seen: row.seen_quotas },
    block:
      row.blocked_at === null
        ? null
        : { by: row.blocked_by, at: row.blocked_at, comment: row.block_comment ?? '' },
    members: members.map(toMemberJson),
    would_do: wouldDo,
  };
}

function toMemberJson(member: MachineMemberRow) {
  return {
    user: member.user,
    username: member.username,
    full_name: member.full_name,
    short_name: member.short_name,
    local_name: member.local_name,
    is_unknown: member.user === null,
    wanted: member.wanted,
    problem: member.wanted_problem,
    seen: member.seen,
    state_text: describeMember(member),
    seen_at: member.seen_at,
    seen_proof: member.seen_proof,
    last_error: member.last_error,
    last_error_at: member.last_error_at,
  };
}

function describeMember({ user, wanted, wanted_problem, seen }: MachineMemberRow): string {
  if (user === null) {
    return seen === 'absent' ? 'Was on the machine.' : 'On the machine, and nobody here.';
  }
  if (wanted_problem !== null) return `Cannot be added: ${wanted_problem}`;
  const isThere = seen === 'added' || seen === 'present';
  if (!wanted) return isThere ? 'Being removed.' : 'Has no account.';
  if (seen === 'present') return 'Has an account.';
  return seen === 'added' ? 'Account made, scheduler not confirmed.' : 'Being added.';
}
