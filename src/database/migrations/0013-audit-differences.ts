import { type Kysely, sql } from 'kysely';

/**
 * Lets an audit entry hold what changed instead of the whole details before and after, and stores
 * how large details are as PostgreSQL prints them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // An entry has one of these forms (src/audit/details-change.ts):
  //   new_details, previous_details: whole, as every entry of earlier versions;
  //   new_details, details_change {"backward": …}: whole after, with the way back;
  //   details_change {"forward": …}: the way from the entry before about the same award;
  //   details_change {"end": true}: the details before are those of the entry before.
  // previous_bytes and new_bytes are null in entries of earlier versions.
  `alter table audit_entry
    add column details_change jsonb,
    add column previous_bytes integer,
    add column new_bytes integer`,
  // Finds the whole details that a chain of changes begins with.
  `create index audit_entry_whole on audit_entry (identifier, destination, id)
    where new_details is not null`,

  // null in awards that were last written by an earlier version: filling it would rewrite the table.
  'alter table managed_project add column details_bytes integer',

  // For \`gatehouse check\`, which must not depend on the code that writes the changes.
  `create function apply_details_change(value jsonb, change jsonb) returns jsonb
    language plpgsql immutable as $$
    declare
      part record;
      result jsonb;
    begin
      if change ? 'set' then
        return change -> 'set';
      elsif change ? 'splice' then
        return coalesce((
          select jsonb_agg(item order by place, number) from (
            select item, 1 as place, number from jsonb_array_elements(value)
                with ordinality as before (item, number)
              where number <= (change #>> '{splice,0}')::int
            union all
            select item, 2, number from jsonb_array_elements(change #> '{splice,2}')
                with ordinality as added (item, number)
            union all
            select item, 3, number from jsonb_array_elements(value)
                with ordinality as after (item, number)
              where number > (change #>> '{splice,0}')::int + (change #>> '{splice,1}')::int
          ) spliced), '[]');
      end if;
      result := value;
      for part in select * from jsonb_each(change -> 'fields') loop
        if part.value ? 'remove' then
          result := result - part.key;
        else
          result := result || jsonb_build_object(part.key,
            apply_details_change(result -> part.key, part.value));
        end if;
      end loop;
      return result;
    end $$`,
  // The details of an award after its last audit entry that has any.
  `create function audited_details(award_identifier text, award_destination text) returns jsonb
    language plpgsql stable as $$
    declare
      entry record;
      result jsonb;
    begin
      for entry in
        select new_details, details_change from audit_entry
        where identifier = award_identifier and destination = award_destination
          and id >= (select max(id) from audit_entry where identifier = award_identifier
            and destination = award_destination and new_details is not null)
          and (new_details is not null or details_change is not null)
        order by id
      loop
        if entry.new_details is not null then
          result := entry.new_details;
        elsif entry.details_change ? 'forward' then
          result := apply_details_change(result, entry.details_change -> 'forward');
        end if;
      end loop;
      return result;
    end $$`,
];
