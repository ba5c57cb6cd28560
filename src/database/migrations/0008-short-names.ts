import { type Kysely, sql } from 'kysely';

/** Short names are given where projects are made, in one statement with all that a decision stores. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // As award/short-name.ts has it.
  `create function nth_short_name(series text, nth bigint) returns text
   language plpgsql immutable as $$
     declare
       letters text := '';
       left_over bigint := nth;
     begin
       while left_over >= 0 loop
         letters := chr((97 + left_over % 26)::int) || letters;
         left_over := left_over / 26 - 1;
       end loop;
       return replace(series, '{count}', letters);
     end $$`,

  // Other projects may have the next ones: names are unique over all series.
  `create function free_short_name(series text, nth bigint) returns bigint
   language plpgsql stable as $$
     begin
       for n in nth .. nth + 999 loop
         if not exists (select from project where short_name = nth_short_name(series, n)) then
           return n;
         end if;
       end loop;
       raise exception 'No free short name in the next 1000 of %.', series;
     end $$`,
];
