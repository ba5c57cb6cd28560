import { type Kysely, sql } from 'kysely';

/**
 * Stores what the corrected rules decide by: why and since when an award waits, what was refused,
 * the project of a withdrawn award, every email of a person, and who was removed by hand.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // waiting_reasons is a list of {"code": …, "text": …}, empty unless pending. refused_allocation is
  // a change that was refused while the award went on with applied_allocation. user_list_problem
  // says whom get_users leaves out. previous_project_id is the project that a withdrawn award had.
  `alter table managed_project
    add column waiting_since timestamptz,
    add column waiting_reasons jsonb not null default '[]',
    add column refused_allocation text,
    add column message_problem text,
    add column message_problem_at timestamptz,
    add column user_list_problem text,
    add column previous_project_id bigint references project`,

  // The first decision of the unbroken run of decisions that left the award pending.
  `update managed_project award set waiting_since = coalesce((
      select min(began."timestamp") from audit_entry began
      where began.identifier = award.identifier and began.destination = award.destination
        and began.action in ('created', 'detached', 'returned', 'sent_back', 'reopened')
        and began.id > coalesce((
          select max(ended.id) from audit_entry ended
          where ended.identifier = award.identifier and ended.destination = award.destination
            and ended.action in ('approved', 'rejected', 'withdrawn', 'deleted')), 0)), created)
    where state = 'pending'`,

  `update managed_project
    set waiting_reasons = '[{"code": "unknown", "text": "No reason was recorded."}]'
    where state = 'pending'`,

  // Only where the arrival says that it waits for the embargo, nothing happened to it since, and
  // its allocation is within the approval limit: the note alone does not say the last.
  `update managed_project award
    set waiting_reasons = jsonb_build_array(jsonb_build_object('code', 'embargoed',
      'until', details ->> 'earliest_approve',
      'text', 'Not to be approved before ' || (details ->> 'earliest_approve') || '.'))
    from project_template template
    where award.state = 'pending' and template.id = award.template_id
      and award.details ->> 'earliest_approve' is not null
      and award.review_comment is null and award.project_id is null
      and (select count(*) = 1 and bool_and(action = 'created'
          and note = 'Not to be approved before ' || (award.details ->> 'earliest_approve') || '.')
        from audit_entry entry where entry.identifier = award.identifier
          and entry.destination = award.destination and entry.action <> 'refused')
      and case
        when template.approval_limit is null then true
        when template.approval_limit = 0 then false
        when award.details ->> 'allocation' ~ '^[0-9]+([.][0-9]+)? .' then
          split_part(award.details ->> 'allocation', ' ', 1)::numeric
            <= template.approval_limit * coalesce((template.allocation_units_mapping
              ->> substr(award.details ->> 'allocation',
                strpos(award.details ->> 'allocation', ' ') + 1))::numeric, 1)
        else false
      end`,

  // The link that the award had when it was withdrawn names its project.
  `update managed_project award set previous_project_id = project.id
    from project
    where award.state = 'canceled' and award.project_id is null
      and project.uuid::text = (
        select previous_details #>> '{project_link,id}' from audit_entry withdrawal
        where withdrawal.identifier = award.identifier
          and withdrawal.destination = award.destination and withdrawal.action = 'withdrawn'
        order by withdrawal.id desc limit 1)`,

  // The robot finds here whose embargo has ended.
  `create index managed_project_embargo on managed_project (earliest_approve)
    where state = 'pending' and jsonb_array_length(waiting_reasons) = 1
      and waiting_reasons -> 0 ->> 'code' = 'embargoed'`,
  // The overview counts by it.
  `create index managed_project_waiting on managed_project (waiting_since)
    include (template_id, project_id) where state = 'pending'`,
  `create index managed_project_previous_project on managed_project (previous_project_id)
    where previous_project_id is not null`,

  // The table takes the name that this index had.
  `alter index person_email rename to person_lower_email`,
  // Every email, in lower case, that a person has signed in with or taken up an invitation with.
  // Two people may have had the same one after another.
  `create table person_email (
    person_id bigint not null references person on delete cascade,
    email text not null check (email = lower(email) and email <> ''),
    created timestamptz not null,
    primary key (person_id, email)
  )`,
  `create index person_email_email on person_email (email)`,
  `insert into person_email (person_id, email, created)
    select id, lower(email), date_joined from person where email <> '' and not is_robot`,
  // An earlier email counts where the person had signed in before it was changed.
  `insert into person_email (person_id, email, created)
    select distinct on (person.id, lower(change.before ->> 'email'))
      person.id, lower(change.before ->> 'email'), person.date_joined
    from administrative_entry change join person on person.uuid = change.subject_uuid
    where change.action = 'person.changed' and change.before ->> 'email' <> ''
      and exists (select from administrative_entry sign_in
        where sign_in.performed_by = person.id and sign_in.via = 'sign-in'
          and sign_in.id <= change.id)
    on conflict do nothing`,

  // Who was removed from a project by hand while its award left membership to us, with the role
  // word that the awarding portal used for them then.
  `create table project_exclusion (
    project_id bigint not null references project,
    email text not null check (email = lower(email)),
    role text not null,
    created timestamptz not null,
    primary key (project_id, email)
  )`,

  // Kept by award key, so they outlast the award and come back with it.
  `create table internal_note (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    identifier text not null,
    destination text not null,
    text text not null,
    author bigint not null references person,
    created timestamptz not null
  )`,
  `create index internal_note_award on internal_note (identifier, destination, id)`,
];
