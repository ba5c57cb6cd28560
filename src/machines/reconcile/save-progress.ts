import { type Kysely, sql } from 'kysely';
import type { SeenState } from '../../database/machine-schema.ts';
import type { Database } from '../../database/schema.ts';
import type { InstructionEnd } from './instruction-store.ts';
import type { Pair } from './load-pair.ts';
import type { SeenFacts } from './pair-facts.ts';

/** What is known after an instruction, to be stored. */
export interface Progress {
  pair: Pair;
  owner: string;
  /** The instruction that ended. */
  instructionId: number;
  verb: string;
  end: InstructionEnd;
  seen: SeenFacts;
  now: Date;
}

/**
 * Stores how an instruction ended and what it proved, in one statement: the row, its members, and
 * every local name. Returns the version of what is wanted by now. Where another process holds the
 * row, nothing is stored, so that it looks after the instruction itself; that returns null.
 */
export async function saveProgress(
  db: Kysely<Database>,
  { pair, owner, instructionId, verb, end, seen, now }: Progress,
): Promise<number | null> {
  const at = now.toISOString();
  const state = toSeenState(pair, seen);
  const members = JSON.stringify(listMemberRows(pair, seen));
  const { rows } = await sql<{ version: number }>`
    with pair as (
      update machine_project set seen = ${state}, seen_proof = ${verb},
        seen_at = case when seen = ${state} then coalesce(seen_at, ${at}::timestamptz)
          else ${at}::timestamptz end,
        present_since = case when ${state} = 'present' then present_since end,
        seen_blocked = ${seen.blocked},
        seen_limit = ${typeof seen.limit === 'number' ? seen.limit : null}::bigint,
        seen_limit_at = case when ${verb} = 'get_limit' then ${at}::timestamptz else seen_limit_at end,
        seen_quotas = ${JSON.stringify(seen.quotas)}::jsonb,
        seen_quotas_at = case when ${verb} like '%_quota' then ${at}::timestamptz
          else seen_quotas_at end,
        seen_members_at = case when ${seen.membersProved} then
            case when ${verb} = 'get_users' then ${at}::timestamptz else seen_members_at end
          when ${seen.members === null} then null else seen_members_at end,
        local_name = coalesce(${seen.localName}::text, local_name)
      where id = ${pair.id} and lease_owner = ${owner}::uuid
      returning id, project_id, resource_id, wanted_version as version),
    ended as (
      update instruction set outcome = ${end.outcome}, result = ${end.result},
        finished = ${at}::timestamptz
      where id = ${instructionId} and outcome is null and exists (select from pair)),
    item as materialized (select * from jsonb_to_recordset(${members}::jsonb)
      as (name text, seen text, proof text, local_name text, local_group text, error text)),
    member as (
      insert into machine_member (machine_project_id, short_name, wanted, seen, seen_at, seen_proof,
        local_name, last_error, last_error_at)
      select pair.id, item.name, false, item.seen, ${at}::timestamptz, item.proof, item.local_name,
        item.error, case when item.error is not null then ${at}::timestamptz end
      from item, pair
      on conflict on constraint machine_member_name_unique do update set
        seen = excluded.seen, seen_proof = excluded.seen_proof,
        seen_at = case when machine_member.seen = excluded.seen
          then coalesce(machine_member.seen_at, excluded.seen_at) else excluded.seen_at end,
        local_name = coalesce(excluded.local_name, machine_member.local_name),
        ${keepErrorSql('last_error')}, ${keepErrorSql('last_error_at')}),
    failed as (
      update machine_member set last_error = failure.error, last_error_at = ${at}::timestamptz
      from pair, jsonb_each_text(${JSON.stringify(seen.memberErrors)}::jsonb) as failure (name, error)
      where machine_member.machine_project_id = pair.id
        and machine_member.short_name = failure.name
        and not exists (select from item where item.name = failure.name)),
    account as (
      insert into local_account (resource_id, local_name, short_name, project_id, person_id,
        local_group, first_seen, last_seen)
      select pair.resource_id, item.local_name, item.name, pair.project_id, known.person_id,
        item.local_group, ${at}::timestamptz, ${at}::timestamptz
      from item join pair on true
      left join machine_member known on known.machine_project_id = pair.id
        and known.short_name = item.name
      where item.local_name is not null and item.local_group is not null
      on conflict (resource_id, local_name, project_id, short_name) do update set
        last_seen = excluded.last_seen, local_group = excluded.local_group,
        person_id = coalesce(excluded.person_id, local_account.person_id))
    select version from pair`.execute(db);
  return rows[0]?.version ?? null;
}

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
  // Asking again about a blocked project does not open it.
  if (before === 'blocked' && seen.blocked !== false && (seen.limit === 0 || seen.limit === null)) {
    return 'blocked';
  }
  return 'added';
}

interface MemberRow {
  name: string;
  seen: string;
  proof: string;
  local_name: string | null;
  local_group: string | null;
  error: string | null;
}

/** What get_users did not list is absent; what was only answered is not proved. */
function listMemberRows({ members: stored }: Pair, seen: SeenFacts) {
  const { members, membersProved, memberErrors } = seen;
  if (members === null) return [];
  const rows = Object.entries(members).map(
    ([name, { state, localName, localGroup }]): MemberRow => {
      const proved = state === 'confirmed' ? 'present' : 'added';
      return {
        name,
        seen: state === 'sent' ? 'unknown' : proved,
        proof:
          state === 'confirmed' ? 'is_user_added' : state === 'sent' ? 'add_user' : 'get_users',
        local_name: localName,
        local_group: localGroup,
        error: memberErrors[name] ?? null,
      };
    },
  );
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
