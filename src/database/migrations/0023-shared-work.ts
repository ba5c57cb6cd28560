import { type Kysely, sql } from 'kysely';

/**
 * What reviewers see and share beside an award: columns that filters, orders and the context of an
 * award read without opening its details, sums of what was granted, who works on an award, and the
 * replies and views that people save.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // As src/award/assess-credits.ts computes them; null without an allocation.
  `create function award_credits(allocation text, mapping jsonb) returns numeric
   language sql immutable parallel safe return
     case when split_part(allocation, ' ', 1) ~ '^\\+?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?$'
     then round(split_part(allocation, ' ', 1)::numeric
       / coalesce((mapping ->> substr(allocation, strpos(allocation, ' ') + 1))::numeric, 1), 10)
     end`,
  `create function award_member_emails(details jsonb) returns text[]
   language sql immutable parallel safe return
     coalesce((select array_agg(lower(email)) from jsonb_object_keys(
       case jsonb_typeof(details -> 'members') when 'object' then details -> 'members' else '{}' end)
       as email), '{}')`,

  // The columns after assigned_at are written by the trigger below alone. Days are YYYY-MM-DD.
  `alter table managed_project
     add assignee_id bigint references person,
     add assigned_at timestamptz,
     add requested_credits numeric,
     add granted_credits numeric,
     add start_day text collate "C",
     add end_day text collate "C",
     add call_id text,
     add reference_id text,
     add renewal_id text,
     add member_emails text[] not null default '{}',
     add waited_since timestamptz`,
  `create function derive_award_columns() returns trigger language plpgsql as $$
     declare mapping jsonb;
     begin
       select allocation_units_mapping into mapping from project_template where id = new.template_id;
       new.requested_credits := award_credits(new.details ->> 'allocation', mapping);
       new.granted_credits := case
         when new.state = 'approved' or (new.state = 'pending' and new.project_id is not null)
         then award_credits(new.applied_allocation, mapping) end;
       new.start_day := left(new.details ->> 'start_date', 10);
       new.end_day := left(new.details ->> 'end_date', 10);
       new.call_id := new.details -> 'call' ->> 'id';
       new.reference_id := new.details -> 'award' ->> 'id';
       new.renewal_id := new.details -> 'renewal' ->> 'id';
       new.member_emails := award_member_emails(new.details);
       if tg_op = 'UPDATE' and old.state = 'pending' and new.state <> 'pending' then
         new.waited_since := old.waiting_since;
       end if;
       return new;
     end $$`,
  `create trigger derive_award_columns before insert or update on managed_project
     for each row execute function derive_award_columns()`,

  // Sums as of award_count (migration 0005): each statement adds a row with what it changed.
  `create table grant_total (
     template_id bigint not null,
     call_id text not null,
     awards bigint not null,
     credits numeric not null
   )`,
  `create function sum_grants() returns trigger language plpgsql as $$
     begin
       case tg_op
         when 'INSERT' then
           insert into grant_total
             select template_id, coalesce(call_id, ''), count(*), sum(granted_credits) from added
             where granted_credits is not null group by template_id, coalesce(call_id, '');
         when 'DELETE' then
           insert into grant_total
             select template_id, coalesce(call_id, ''), -count(*), -sum(granted_credits) from gone
             where granted_credits is not null group by template_id, coalesce(call_id, '');
         when 'UPDATE' then
           insert into grant_total
             select template_id, call, sum(change), sum(credits) from (
               select template_id, coalesce(call_id, '') as call, 1 as change,
                 granted_credits as credits from added where granted_credits is not null
               union all select template_id, coalesce(call_id, ''), -1, -granted_credits
                 from gone where granted_credits is not null) changes
             group by template_id, call having sum(change) <> 0 or sum(credits) <> 0;
         else
           delete from grant_total;
       end case;
       if random() < 0.01 and pg_try_advisory_xact_lock(hashtextextended('sum_grants', 0)) then
         with folded as (delete from grant_total returning *)
         insert into grant_total select template_id, call_id, sum(awards), sum(credits) from folded
           group by template_id, call_id having sum(awards) <> 0 or sum(credits) <> 0;
       end if;
       return null;
     end $$`,
  ...(
    [
      ['insert', 'referencing new table as added'],
      ['update', 'referencing old table as gone new table as added'],
      ['delete', 'referencing old table as gone'],
      ['truncate', ''],
    ] as const
  ).map(
    ([when, sees]) => `create trigger sum_grants_${when} after ${when} on managed_project ${sees}
      for each statement execute function sum_grants()`,
  ),
  // Only awards whose credits the new mapping changes are written.
  `create function apply_units_mapping() returns trigger language plpgsql as $$
     begin
       update managed_project set requested_credits = null
       where template_id = new.id
         and (requested_credits, granted_credits) is distinct from (
           award_credits(details ->> 'allocation', new.allocation_units_mapping),
           case when granted_credits is not null
             then award_credits(applied_allocation, new.allocation_units_mapping) end);
       return null;
     end $$`,
  `create trigger apply_units_mapping after update of allocation_units_mapping on project_template
     for each row when (old.allocation_units_mapping is distinct from new.allocation_units_mapping)
     execute function apply_units_mapping()`,
  // The triggers fill the new columns and the sums.
  `update managed_project set requested_credits = null`,

  `create index managed_project_assignee on managed_project (assignee_id)
     where assignee_id is not null`,
  `create index managed_project_credits on managed_project (coalesce(requested_credits, 0))`,
  `create index managed_project_start on managed_project (start_day)`,
  `create index managed_project_end on managed_project (end_day)`,
  `create index managed_project_reviewed on managed_project (reviewed_at)
     where waited_since is not null`,
  // Hashes, because what portals send may be longer than an entry of another index may be.
  `create index managed_project_call on managed_project using hash (call_id)`,
  `create index managed_project_reference on managed_project using hash (reference_id)`,
  `create index managed_project_renewal on managed_project using hash (renewal_id)`,
  `create index managed_project_members on managed_project using gin (member_emails)`,

  // Whom an entry concerns beside its author: the assignee, or who is mentioned.
  `alter table audit_entry add concerns_id bigint references person`,
  `create table internal_note_mention (
     note_id bigint not null references internal_note on delete cascade,
     person_id bigint not null references person,
     primary key (note_id, person_id)
   )`,

  // Who has the page of an award open. Unlogged: a crash may forget it.
  `create unlogged table award_viewer (
     award_id bigint not null references managed_project on delete cascade,
     person_id bigint not null references person,
     since timestamptz not null,
     seen timestamptz not null,
     primary key (award_id, person_id)
   )`,

  `create table saved_reply (
     id bigint generated always as identity primary key,
     uuid uuid not null unique default gen_random_uuid(),
     person_id bigint not null references person,
     title text not null,
     text text not null,
     is_shared boolean not null,
     created timestamptz not null,
     constraint saved_reply_title_unique unique (person_id, title)
   )`,
  `create table saved_view (
     id bigint generated always as identity primary key,
     uuid uuid not null unique default gen_random_uuid(),
     person_id bigint not null references person,
     name text not null,
     query text not null,
     created timestamptz not null,
     constraint saved_view_name_unique unique (person_id, name)
   )`,
];
