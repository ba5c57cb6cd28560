import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type AdminChange, recordChanges } from '../admin-audit/record-change.ts';
import { scheduleActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { updateWanted } from '../wanted-state/update-wanted.ts';

/** How many rows of each table one transaction ends, so that it holds few locks. */
const MAX_BATCH = 100;

interface EndedRole {
  person_uuid: string | null;
  name: string;
  role: string;
  scope_kind: 'customer' | 'project';
  scope_id: number;
  scope_name: string;
  scope_uuid: string;
  expiration_time: string;
  state: 'member' | 'invited';
}

/**
 * Ends the roles and invitations whose time has come, each with an entry in the administrative audit.
 * Replicas may run it at once: a row is deleted by one of them. Projects are locked first, as
 * decisions about awards lock them, so that neither overwrites the other. Returns how many ended.
 */
export async function endExpiredRoles(db: Kysely<Database>, now: string): Promise<number> {
  let total = 0;
  for (;;) {
    const ended = await runInTransaction(db, async (trx) => {
      const rows = await deleteExpired(trx, now);
      await recordChanges(
        trx,
        scheduleActor,
        rows.map((row) => toChange(row, now)),
      );
      const projects = rows.filter((row) => row.scope_kind === 'project' && row.state === 'member');
      const projectIds = projects.map((row) => row.scope_id);
      if (projectIds.length > 0) await updateWanted(trx, projectIds, { now: new Date(now) });
      return rows.length;
    });
    total += ended;
    if (ended === 0) return total;
  }
}

async function deleteExpired(trx: Transaction<Database>, now: string): Promise<EndedRole[]> {
  const due = sql`expiration_time <= ${now}::timestamptz`;
  const { rows: locked } = await sql<{ id: number }>`select id from project where id in (
      select project_id from project_role where ${due}
      union select project_id from invitation where ${due})
    order by id limit ${MAX_BATCH} for update skip locked`.execute(trx);
  const ofLocked = sql`${due} and project_id = any(${locked.map(({ id }) => id)}::bigint[])`;
  const { rows } = await sql<EndedRole>`
    with role_of_project as (${deleteSql('project_role', 'project', ofLocked)}),
      invitation_to_project as (${deleteSql('invitation', 'project', ofLocked)}),
      role_of_customer as (${deleteSql('customer_role', 'customer', due)}),
      invitation_to_customer as (${deleteSql('customer_invitation', 'customer', due)}),
      exclusion as (${excludeSql(now)})
    select person.uuid as person_uuid, coalesce(person.username, ended.email) as name, ended.role,
      ended.kind as scope_kind, ended.scope_id, coalesce(project.name, customer.name) as scope_name,
      coalesce(project.uuid, customer.uuid) as scope_uuid, ended.expiration_time,
      case when ended.email is null then 'member' else 'invited' end as state
    from (select * from role_of_project union all select * from invitation_to_project
      union all select * from role_of_customer union all select * from invitation_to_customer) ended
    left join person on person.id = ended.person_id
    left join project on ended.kind = 'project' and project.id = ended.scope_id
    left join customer on ended.kind = 'customer' and customer.id = ended.scope_id
    order by ended.expiration_time, name`.execute(trx);
  return rows;
}

/**
 * Somebody whom the project's award names stays out when the award's next message comes, as after a
 * removal by hand (docs/rules/awards.md, Members).
 */
function excludeSql(now: string): RawBuilder<unknown> {
  return sql`insert into project_exclusion (project_id, email, role, created)
    select ended.scope_id, lower(named.email), named.role, ${now}::timestamptz
    from role_of_project ended
    join person on person.id = ended.person_id
    join managed_project award on award.project_id = ended.scope_id
    cross join lateral jsonb_each_text(case jsonb_typeof(award.details -> 'members')
      when 'object' then award.details -> 'members' else '{}' end) as named(email, role)
    where coalesce(award.details ->> 'membership_control', 'open') = 'open'
      and (lower(named.email) = lower(person.email) or exists (
        select from person_email known
        where known.person_id = person.id and known.email = lower(named.email)))
    on conflict do nothing`;
}

type EndingTable = 'project_role' | 'invitation' | 'customer_role' | 'customer_invitation';

/** Deletes at most a batch; rows that another transaction holds wait for the next run. */
function deleteSql(
  table: EndingTable,
  kind: EndedRole['scope_kind'],
  due: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const isInvitation = table === 'invitation' || table === 'customer_invitation';
  const who = isInvitation
    ? sql`null::bigint as person_id, email`
    : sql`person_id, null::text as email`;
  return sql`delete from ${sql.table(table)} where uuid in (
      select uuid from ${sql.table(table)} where ${due}
      order by expiration_time limit ${MAX_BATCH} for update skip locked)
    returning ${sql.ref(`${kind}_id`)} as scope_id, ${who}, role, expiration_time,
      ${sql.lit(kind)} as kind`;
}

function toChange(row: EndedRole, now: string): AdminChange {
  const { role, scope_kind, scope_name, scope_uuid, expiration_time } = row;
  const values = { role, [scope_kind]: scope_name, [`${scope_kind}_uuid`]: scope_uuid };
  return {
    at: now,
    action: row.state === 'member' ? 'role.ended' : 'role.invitation_ended',
    subject: { uuid: row.person_uuid, name: row.name },
    before: { ...values, expiration_time },
    after: null,
  };
}
