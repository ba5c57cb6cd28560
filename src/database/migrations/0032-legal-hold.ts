import { type Kysely, sql } from 'kysely';

/**
 * Legal hold: nothing of an award under it is deleted. Also: the award of a stored result of a job, so
 * that it is found for the hold, and the erasure of a person in the audit of awards.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table managed_project
    add legal_hold_since timestamptz,
    add legal_hold_reason text,
    add constraint managed_project_legal_hold_complete
      check ((legal_hold_since is null) = (legal_hold_reason is null))`,
  // What is deleted looks for its award here, so it must stay small.
  `create index managed_project_legal_hold on managed_project (identifier)
    where legal_hold_since is not null`,
  // Also for an earlier version that still runs during an upgrade, and for SQL by hand.
  `create function keep_held_award() returns trigger language plpgsql as $$
     begin
       raise exception 'an award under legal hold is not deleted' using errcode = 'restrict_violation';
     end $$`,
  `create trigger keep_held_award before delete on managed_project for each row
     when (old.legal_hold_since is not null) execute function keep_held_award()`,

  // The award that a job changed. Null: an earlier version stored the result.
  `alter table answered_job add offering text, add identifier text`,
  `update answered_job set offering = job.offering, identifier = job.subject
    from bridge_job job where job.id = answered_job.id`,

  // The erasure of a person replaces their name in the notes of entries that concern them.
  `create or replace function audit_is_append_only() returns trigger language plpgsql as $$
     begin
       if tg_op = 'UPDATE' and current_setting('gatehouse.erases_person', true) = 'on' then
         return null;
       end if;
       raise exception 'audit entries are never changed or removed' using errcode = 'restrict_violation';
     end $$`,
  `create index audit_entry_concerns on audit_entry (concerns_id) where concerns_id is not null`,
];
