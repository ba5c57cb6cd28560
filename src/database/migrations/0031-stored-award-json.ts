import { type Kysely, sql } from 'kysely';

/**
 * An award's own part of its JSON is stored with it, so that a list is read, not written. It is a
 * generated column: PostgreSQL computes it whenever it writes the row, so the two cannot differ. What an
 * award shows of other rows (people, project, template, customers) is not in it.
 *
 * On a large database this rewrites the table of awards, as every new generated column does.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

// Of docs/rules/openportal.md, O2.7; what a newer portal sends beside these follows them.
const fieldNames = [
  ...['name', 'template', 'key', 'description', 'members', 'start_date', 'end_date', 'allocation'],
  ...['breakdown', 'award', 'call', 'project_link', 'renewal', 'notes', 'earliest_approve'],
  ...['membership_control', 'allowed_domains'],
].join(',');

// Of details that are too large to show, which only earlier versions stored, what is short is shown.
const maxShownBytes = 8 * 1024 * 1024;
const shortFields = ['name', 'template', 'start_date', 'end_date', 'allocation']
  .concat('earliest_approve', 'membership_control')
  .map((name) => `'${name}', left(details ->> '${name}', 500)`)
  .join(', ');
const emptyDetails = JSON.stringify({
  ...{ name: null, template: null, key: null, description: null, members: null, start_date: null },
  ...{ end_date: null, allocation: null, notes: [], allowed_domains: null },
});

const statements = [
  `create function award_details_json(details jsonb, bytes integer) returns text
   language plpgsql immutable parallel safe as $$
     declare shown jsonb := details;
     begin
       if coalesce(bytes, octet_length(details::text)) > ${maxShownBytes} then
         shown := '${emptyDetails}'::jsonb || jsonb_strip_nulls(jsonb_build_object(${shortFields}));
       end if;
       return (select '{' || coalesce(string_agg(to_json(key)::text || ':' || value::text, ','
           order by array_position(string_to_array('${fieldNames}', ','), key), place), '') || '}'
         from jsonb_each(shown) with ordinality as detail (key, value, place));
     end $$`,

  `create function award_json_time(value timestamptz) returns text
   language plpgsql immutable parallel safe as $$
     begin
       return coalesce('"' || to_char(value at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"',
         '');
     end $$`,

  // Values with U+0001 between them, which JSON never contains; an empty one is the usual: null or [].
  `create function award_stored_json(state text, created timestamptz, reviewed_at timestamptz,
     review_comment text, identifier text, destination text, details jsonb, details_bytes integer,
     waiting_since timestamptz, waiting_reasons jsonb, applied_allocation text,
     refused_allocation text, message_problem text, message_problem_at timestamptz,
     user_list_problem text) returns text language plpgsql immutable parallel safe as $$
     begin
       return state || e'\\x01' || award_json_time(created) || e'\\x01' || award_json_time(reviewed_at) || e'\\x01'
         || coalesce(to_json(review_comment)::text, '') || e'\\x01'
         || to_json(identifier)::text || e'\\x01' || to_json(destination)::text || e'\\x01'
         || award_details_json(details, details_bytes) || e'\\x01'
         || award_json_time(waiting_since) || e'\\x01'
         || case waiting_reasons when '[]' then '' else waiting_reasons::text end || e'\\x01'
         || case when applied_allocation <> 'none' then to_json(applied_allocation)::text else '' end
         || e'\\x01'
         || case when refused_allocation is null and message_problem is null
             and message_problem_at is null and user_list_problem is null then ''
           else '"refused_allocation":' || coalesce(to_json(refused_allocation)::text, 'null')
             || ',"message_problem":' || coalesce(to_json(message_problem)::text, 'null')
             || ',"message_problem_at":' || coalesce(nullif(award_json_time(message_problem_at), ''), 'null')
             || ',"user_list_problem":' || coalesce(to_json(user_list_problem)::text, 'null') end;
     end $$`,

  `alter table managed_project add stored_json text not null generated always as (
     award_stored_json(state, created, reviewed_at, review_comment, identifier, destination, details,
       details_bytes, waiting_since, waiting_reasons, applied_allocation, refused_allocation,
       message_problem, message_problem_at, user_list_problem)) stored`,
];
