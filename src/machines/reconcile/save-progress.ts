import { type Kysely, sql } from 'kysely';
import { compileOnce } from '../../database/compiled-query.ts';
import type { SeenState } from '../../database/machine-schema.ts';
import type { Database } from '../../database/schema.ts';
import {
  getInstructionExpiry,
  type InstructionEnd,
  type NewInstruction,
} from './instruction-store.ts';
import type { Pair } from './load-pair.ts';
import type { MemberFact, SeenFacts } from './pair-facts.ts';

/** What is known after an instruction, to be stored. */
export interface Progress {
  pair: Pair;
  owner: string;
  /** The instruction that ended. */
  instructionId: number;
  verb: string;
  end: InstructionEnd;
  /** What was known, and is stored, before the instruction. */
  before: SeenFacts;
  seen: SeenFacts;
  /** The instruction that is sent next; null where none is known yet. */
  next: NewInstruction | null;
  now: Date;
}

/** `nextId` is null where the next instruction was not stored, and so must not be sent. */
export interface SavedProgress {
  /** The version of what is wanted by now. */
  version: number;
  nextId: number | null;
}

/**
 * Stores how an instruction ended, what it proved, and the next one, in one statement: the row, its
 * members, and every local name. The next instruction is stored on the conditions of
 * `storeInstruction`. Where another process holds the row, nothing is stored, so that it looks after
 * the instruction itself; that returns null.
 */
export async function saveProgress(
  db: Kysely<Database>,
  { pair, owner, instructionId, verb, end, before, seen, next, now }: Progress,
): Promise<SavedProgress | null> {
  const [saved] = await executeSave(
    db,
    {
      pairId: pair.id,
      owner,
      instructionId,
      verb,
      outcome: end.outcome,
      result: end.result,
      state: toSeenState(pair, seen),
      blocked: seen.blocked,
      limit: typeof seen.limit === 'number' ? seen.limit : null,
      quotas: JSON.stringify(seen.quotas),
      areMembersProved: seen.membersProved,
      localName: seen.localName,
      members: JSON.stringify(listMemberRows(pair, before, seen)),
      memberErrors: JSON.stringify(listNewErrors(before, seen)),
      nextVerb: next?.verb ?? null,
      nextCommand: next?.command ?? null,
      nextVersion: pair.version,
      expires: getInstructionExpiry(now),
      at: now.toISOString(),
    },
    null,
  );
  return saved ?? null;
}

interface SaveValues {
  pairId: number;
  owner: string;
  instructionId: number;
  verb: string;
  outcome: string;
  result: string;
  state: SeenState;
  blocked: boolean | null;
  limit: number | null;
  quotas: string;
  areMembersProved: boolean;
  localName: string | null;
  members: string;
  memberErrors: string;
  nextVerb: string | null;
  nextCommand: string | null;
  nextVersion: number;
  expires: string;
  at: string;
}

const executeSave = compileOnce<SaveValues, null, SavedProgress>(
  (value) => sql`
    with pair as (
      update machine_project set seen = ${value.state}, seen_proof = ${value.verb},
        seen_at = case when seen = ${value.state} then coalesce(seen_at, ${value.at}::timestamptz)
          else ${value.at}::timestamptz end,
        present_since = case when ${value.state} = 'present' then present_since end,
        seen_blocked = ${value.blocked},
        seen_limit = ${value.limit}::bigint,
        seen_limit_at = case when ${value.verb} = 'get_limit' then ${value.at}::timestamptz
          else seen_limit_at end,
        seen_quotas = ${value.quotas}::jsonb,
        seen_quotas_at = case when ${value.verb} like '%_quota' then ${value.at}::timestamptz
          else seen_quotas_at end,
        seen_members_at = case when ${value.areMembersProved} then
            case when ${value.verb} = 'get_users' then ${value.at}::timestamptz
              else seen_members_at end
          end,
        local_name = coalesce(${value.localName}::text, local_name)
      where id = ${value.pairId} and lease_owner = ${value.owner}::uuid
      returning id, project_id, resource_id, wanted_version as version, lease_until),
    ended as (
      update instruction set outcome = ${value.outcome}, result = ${value.result},
        finished = ${value.at}::timestamptz
      where id = ${value.instructionId} and outcome is null and exists (select from pair)),
    next as (
      insert into instruction (machine_project_id, resource_id, instruction, command, sent, expires)
      select id, resource_id, ${value.nextVerb}, ${value.nextCommand}, ${value.at}::timestamptz,
        ${value.expires}::timestamptz
      from pair
      where ${value.nextCommand}::text is not null and version = ${value.nextVersion}
        and lease_until > ${value.at}::timestamptz
      returning id),
    item as materialized (select * from jsonb_to_recordset(${value.members}::jsonb)
      as (name text, seen text, proof text, local_name text, local_group text, error text)),
    member as (
      insert into machine_member (machine_project_id, short_name, wanted, seen, seen_at, seen_proof,
        local_name, last_error, last_error_at)
      select pair.id, item.name, false, item.seen, ${value.at}::timestamptz, item.proof,
        item.local_name, item.error,
        case when item.error is not null then ${value.at}::timestamptz end
      from item, pair
      on conflict on constraint machine_member_name_unique do update set
        seen = excluded.seen, seen_proof = excluded.seen_proof,
        seen_at = case when machine_member.seen = excluded.seen
          then coalesce(machine_member.seen_at, excluded.seen_at) else excluded.seen_at end,
        local_name = coalesce(excluded.local_name, machine_member.local_name),
        ${keepErrorSql('last_error')}, ${keepErrorSql('last_error_at')}),
    failed as (
      update machine_member set last_error = failure.error, last_error_at = ${value.at}::timestamptz
      from pair, jsonb_each_text(${value.memberErrors}::jsonb) as failure (name, error)
      where machine_member.machine_project_id = pair.id
        and machine_member.short_name = failure.name
        and not exists (select from item where item.name = failure.name)),
    account as (
      insert into local_account (resource_id, local_name, short_name, project_id, person_id,
        local_group, first_seen, last_seen)
      select pair.resource_id, item.local_name, item.name, pair.project_id, known.person_id,
        item.local_group, ${value.at}::timestamptz, ${value.at}::timestamptz
      from item join pair on true
      left join machine_member known on known.machine_project_id = pair.id
        and known.short_name = item.name
      where item.local_name is not null and item.local_group is not null
      on conflict (resource_id, local_name, project_id, short_name) do update set
        last_seen = excluded.last_seen, local_group = excluded.local_group,
        person_id = coalesce(excluded.person_id, local_account.person_id))
    select version, (select id from next) as "nextId" from pair`,
);

/** An error stays while the account is wanted and was not made. */
function keepErrorSql(column: 'last_error' | 'last_error_at') {
  const [stored, received] = [`machine_member.${column}`, `excluded.${column}`].map((name) =>
    sql.ref(name),
  );
  return sql`${sql.ref(column)} = case when excluded.last_error is not null then ${received}
    when excluded.seen in ('added', 'present') or not machine_member.wanted then null
    else ${stored} end`;
}

/**
 * A project stays `present` while something is added to it. `blocked` is said when both logins and
 * starts are stopped, or when a run ends so (`finishRun`).
 */
export function toSeenState({ seen: before }: Pick<Pair, 'seen'>, seen: SeenFacts): SeenState {
  if (seen.project === 'unknown') return before;
  if (seen.project === 'absent') return 'absent';
  if (seen.blocked === true && seen.limit === 0) return 'blocked';
  if (before === 'present' && seen.blocked !== true) return 'present';
  // Asking again about a blocked project does not open it. One without accounts has nobody to block.
  const isClosed = seen.blocked !== false || hasNobody(seen);
  if (before === 'blocked' && isClosed && (seen.limit === 0 || seen.limit === null)) {
    return 'blocked';
  }
  return 'added';
}

function hasNobody({ members, membersProved }: SeenFacts): boolean {
  return membersProved && members !== null && Object.keys(members).length === 0;
}

interface MemberRow {
  name: string;
  seen: string;
  proof: string;
  local_name: string | null;
  local_group: string | null;
  error: string | null;
}

/**
 * What changed of the members: a project of hundreds would else write hundreds of rows for each of
 * its instructions. What get_users did not list is absent; what was only answered is not proved.
 */
function listMemberRows({ members: stored }: Pair, before: SeenFacts, seen: SeenFacts) {
  const { members, membersProved, memberErrors } = seen;
  if (members === null || members === before.members) return [];
  const rows = Object.entries(members)
    .filter(([name, fact]) => fact !== before.members?.[name])
    .map(([name, fact]) => toMemberRow(name, fact, memberErrors[name] ?? null));
  if (!membersProved) return rows;
  const gone = stored.filter(({ shortName }) => members[shortName] === undefined);
  return [
    ...rows,
    ...gone.map(
      ({ shortName }): MemberRow => ({
        name: shortName,
        seen: 'absent',
        proof: 'get_users',
        local_name: null,
        local_group: null,
        error: memberErrors[shortName] ?? null,
      }),
    ),
  ];
}

function toMemberRow(
  name: string,
  { state, localName, localGroup }: MemberFact,
  error: string | null,
): MemberRow {
  const proved = state === 'confirmed' ? 'present' : 'added';
  return {
    name,
    seen: state === 'sent' ? 'unknown' : proved,
    proof: state === 'confirmed' ? 'is_user_added' : state === 'sent' ? 'add_user' : 'get_users',
    local_name: localName,
    local_group: localGroup,
    error,
  };
}

/** Errors of this instruction. */
function listNewErrors(before: SeenFacts, { memberErrors }: SeenFacts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(memberErrors).filter(([name, error]) => before.memberErrors[name] !== error),
  );
}
