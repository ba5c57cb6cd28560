import { type Kysely, sql } from 'kysely';

/**
 * The search for awards also finds members by their emails, the funder's reference, the call and
 * the renewed award: one text of them for each award, kept by PostgreSQL, with a trigram index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // A function, because a generated column cannot hold a subquery.
  `create function award_search_text(details jsonb) returns text language sql immutable parallel safe
   return concat_ws(' ',
     (select string_agg(email, ' ') from jsonb_object_keys(
       case jsonb_typeof(details -> 'members') when 'object' then details -> 'members' else '{}' end)
       as email),
     details -> 'award' ->> 'id', details -> 'call' ->> 'id', details -> 'renewal' ->> 'id')`,
  `alter table managed_project
     add search_text text generated always as (award_search_text(details)) stored`,
  `create index managed_project_search_trgm on managed_project using gin (search_text gin_trgm_ops)`,
  `create index project_template_offering_trgm on project_template using gin (offering gin_trgm_ops)`,
];
