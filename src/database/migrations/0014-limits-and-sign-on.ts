import { type Kysely, sql } from 'kysely';

/**
 * Finds awards by the beginning of their names, tells user names apart whatever their case, and
 * keeps what sign-on needs: when people signed in, who was refused, and which session at a provider
 * a session belongs to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // One or two letters make no trigram; these answer what begins with them.
  `create index managed_project_identifier_prefix
    on managed_project (lower(identifier) text_pattern_ops)`,
  `create index managed_project_name_prefix on managed_project (lower(name) text_pattern_ops)`,
  `create index project_name_prefix on project (lower(name) text_pattern_ops)`,

  // Names that differ only in case: the oldest account has the plain key, and the others keep
  // working under a key that nobody can type. A new name, or a changed one, must be free.
  `alter table person add column username_key text, add column last_sign_in timestamptz`,
  `update person set username_key = case
    when id = (select min(id) from person twin where lower(twin.username) = lower(person.username))
    then lower(username) else lower(username) || chr(1) || id end`,
  // Their tokens lapse some time after their last sign-in, which nobody wrote down until now.
  `update person set last_sign_in = now() where not is_robot`,
  `alter table person alter column username_key set not null,
    add constraint person_username_key_unique unique (username_key)`,
  `create function set_username_key() returns trigger language plpgsql as $$
    begin
      new.username_key := lower(new.username);
      return new;
    end $$`,
  `create trigger set_username_key_insert before insert on person
    for each row execute function set_username_key()`,
  `create trigger set_username_key_update before update of username on person
    for each row when (new.username is distinct from old.username)
    execute function set_username_key()`,
  // Also while a restore has switched triggers off: the key is required.
  `alter table person enable always trigger set_username_key_insert,
    enable always trigger set_username_key_update`,

  // At the provider: who signed on and in which session, for its notice that they signed out.
  // end_reason: why the session ended before its time; its browser is told once.
  `alter table session
    add column subject text,
    add column provider_session text,
    add column end_reason text`,

  // Who was refused at sign-on, so that staff can link them. The newest are kept.
  `create table refused_sign_on (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    issuer text not null,
    subject text not null,
    provider text not null,
    problem text not null,
    username text not null,
    full_name text not null,
    email text not null,
    is_email_verified boolean not null,
    first_refused timestamptz not null,
    last_refused timestamptz not null,
    attempts integer not null default 1,
    constraint refused_sign_on_identity_unique unique (issuer, subject)
  )`,
  `create index refused_sign_on_last on refused_sign_on (last_refused)`,
];
