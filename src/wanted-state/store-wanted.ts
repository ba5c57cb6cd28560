import { sql, type Transaction } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { lockPairsSql } from './lock-pairs-sql.ts';
import type { WantedChange } from './find-wanted-changes.ts';

/**
 * Writes what is wanted, with members and audit entries, in one statement. What changed is due at
 * once; after an answer that was lost only when the wait for it is over, as an earlier instruction
 * would share its failure. A permanent error ends with the change.
 */
export async function storeWanted(
  trx: Transaction<Database>,
  changes: readonly WantedChange[],
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  if (changes.length === 0) return;
  const at = now.toISOString();
  await sql`
    with change as materialized (select * from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as ("projectId" bigint, "projectUuid" uuid, "resourceId" bigint, name text, wanted text,
        reason text, "limit" bigint, quotas jsonb, problem text, "endedAt" timestamptz,
        "recheckAt" timestamptz, "isAudited" boolean, before jsonb, after jsonb, members jsonb)),
    locked as materialized (${lockPairsSql(sql`(project_id, resource_id) in
      (select "projectId", "resourceId" from change)`)}),
    pair as (
      insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
        wanted_quotas, wanted_problem, wanted_since, ended_at, recheck_at, due_at)
      select "projectId", "resourceId", wanted, reason, "limit", quotas, problem,
        ${at}::timestamptz, "endedAt", "recheckAt", ${at}::timestamptz
      from change where (select count(*) from locked) >= 0
      on conflict on constraint machine_project_unique do update set
        wanted = excluded.wanted, wanted_reason = excluded.wanted_reason,
        wanted_limit = excluded.wanted_limit, wanted_quotas = excluded.wanted_quotas,
        wanted_problem = excluded.wanted_problem,
        wanted_since = case when machine_project.wanted = excluded.wanted
            and machine_project.wanted_reason = excluded.wanted_reason
          then machine_project.wanted_since else excluded.wanted_since end,
        wanted_version = machine_project.wanted_version + 1,
        ended_at = excluded.ended_at, recheck_at = excluded.recheck_at,
        due_at = case when machine_project.last_error_kind = 'unknown_outcome'
            and machine_project.due_at > excluded.due_at
          then machine_project.due_at else excluded.due_at end,
        tries = case when machine_project.last_error_kind = 'permanent'
          then 0 else machine_project.tries end,
        needs_attention = machine_project.needs_attention
          and machine_project.last_error_kind is distinct from 'permanent'
      returning id, project_id, resource_id),
    member as (
      select pair.id as pair_id, item.* from change
      join pair on pair.project_id = change."projectId" and pair.resource_id = change."resourceId"
      cross join lateral jsonb_to_recordset(change.members) as item (id bigint, "personId" bigint,
        "shortName" text, wanted boolean, problem text)),
    changed_member as (
      update machine_member set person_id = member."personId", short_name = member."shortName",
        wanted = member.wanted, wanted_problem = member.problem
      from member where machine_member.id = member.id),
    new_member as (
      insert into machine_member (machine_project_id, person_id, short_name, wanted, wanted_problem)
      select pair_id, "personId", "shortName", wanted, problem from member where id is null
      on conflict on constraint machine_member_name_unique do update set
        person_id = excluded.person_id, wanted = excluded.wanted,
        wanted_problem = excluded.wanted_problem)
    insert into administrative_entry ("timestamp", performed_by, via, address, action, subject_kind,
      subject_uuid, subject_name, before, after)
    select ${at}::timestamptz, ${actor.personId}::bigint, ${actor.via}, ${actor.clientIp},
      'machine.wanted', 'machine', "projectUuid", name, nullif(before, 'null'), after
    from change where "isAudited"`.execute(trx);
}
