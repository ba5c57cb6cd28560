import { type Kysely, sql } from 'kysely';

/**
 * A mark for each change of what templates show: of a template, its resources, its two customers, their
 * people and projects, and the roles that decide which projects a person sees. The sum of all marks is
 * the version of what is shown. A mark is inserted in the transaction of its change, so a reader sees both
 * or neither, and it locks nothing. Marks are random: no two sets of changes have the same sum, whichever
 * of them commits first, also where a failover has lost the last of them.
 *
 * Like the counts of migration 0005, marks are folded into one now and then; that keeps their sum.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

// Sums are taken modulo 2^53, and no mark is negative: so it does not matter what was folded before.
const modulus = 2 ** 53;
const newMark = `hashtextextended(gen_random_uuid()::text, 0) & ${modulus - 1}`;

const everyChange = 'insert or update or delete or truncate';
const changes: [table: string, when: string][] = [
  ['project_template', everyChange],
  ['template_resource', everyChange],
  ['resource', 'insert or delete or truncate or update of uuid, name'],
  ['customer', everyChange],
  ['customer_role', everyChange],
  ['project_role', everyChange],
  // Templates show only how many projects there are.
  ['project', 'insert or delete or truncate or update of customer_id, is_removed'],
];

const statements = [
  `create table template_change_mark (mark bigint not null)`,

  `create function fold_template_marks() returns void language plpgsql as $$
     begin
       if pg_try_advisory_xact_lock(hashtextextended('fold_template_marks', 0)) then
         with folded as (delete from template_change_mark returning mark)
         insert into template_change_mark select mod(sum(mark), ${modulus})::bigint from folded
           having count(*) > 0;
       end if;
     end $$`,

  `create function mark_template_change() returns trigger language plpgsql as $$
     begin
       insert into template_change_mark values (${newMark});
       if random() < 0.01 then perform fold_template_marks(); end if;
       return null;
     end $$`,

  `insert into template_change_mark values (${newMark})`,

  ...changes.map(
    ([table, when]) => `create trigger mark_template_change after ${when} on ${table}
      for each statement execute function mark_template_change()`,
  ),
];
