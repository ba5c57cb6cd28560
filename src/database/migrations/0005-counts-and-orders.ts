import { type Kysely, sql } from 'kysely';

/**
 * What keeps lists quick however many awards there are: exact counts that need no scan, and
 * indexes that hold all that the choice and order of a page need.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/*
 * A count is the sum of its rows: each statement adds what it changed, so that no two writers
 * ever wait for one row, and whoever reads sees the count of their own snapshot. Now and then a
 * writer replaces the rows by their sums; one at a time.
 */
const statements = [
  `create table award_count (
    template_id bigint not null,
    state text not null,
    awards bigint not null
  )`,
  `create table project_count (
    customer_id bigint not null,
    projects bigint not null
  )`,

  `create function fold_counts() returns void language plpgsql as $$
     begin
       if random() >= 0.01 or not pg_try_advisory_xact_lock(hashtextextended('fold_counts', 0)) then
         return;
       end if;
       with folded as (delete from award_count returning *)
       insert into award_count select template_id, state, sum(awards) from folded
         group by template_id, state having sum(awards) <> 0;
       with folded as (delete from project_count returning *)
       insert into project_count select customer_id, sum(projects) from folded
         group by customer_id having sum(projects) <> 0;
     end $$`,

  `create function count_awards() returns trigger language plpgsql as $$
     begin
       case tg_op
         when 'INSERT' then
           insert into award_count select template_id, state, count(*) from added
             group by template_id, state;
         when 'DELETE' then
           insert into award_count select template_id, state, -count(*) from gone
             group by template_id, state;
         when 'UPDATE' then
           insert into award_count select template_id, state, sum(change) from (
             select template_id, state, 1 as change from added
             union all select template_id, state, -1 from gone) changes
             group by template_id, state having sum(change) <> 0;
         else
           delete from award_count;
       end case;
       perform fold_counts();
       return null;
     end $$`,
  ...triggersOn('managed_project', 'count_awards'),

  // As customers show it: those that are not removed.
  `create function count_projects() returns trigger language plpgsql as $$
     begin
       case tg_op
         when 'INSERT' then
           insert into project_count select customer_id, count(*) from added
             where not is_removed group by customer_id;
         when 'DELETE' then
           insert into project_count select customer_id, -count(*) from gone
             where not is_removed group by customer_id;
         when 'UPDATE' then
           insert into project_count select customer_id, sum(change) from (
             select customer_id, 1 as change from added where not is_removed
             union all select customer_id, -1 from gone where not is_removed) changes
             group by customer_id having sum(change) <> 0;
         else
           delete from project_count;
       end case;
       perform fold_counts();
       return null;
     end $$`,
  ...triggersOn('project', 'count_projects'),

  `insert into award_count select template_id, state, count(*) from managed_project
     group by template_id, state`,
  `insert into project_count select customer_id, count(*) from project
     where not is_removed group by customer_id`,

  // A page's rows are found in these alone, whatever the caller may see.
  `drop index managed_project_created`,
  `create index managed_project_created on managed_project (created, identifier, id)
     include (template_id, project_id)`,
  `drop index managed_project_state`,
  `create index managed_project_state on managed_project (state, created, identifier, id)
     include (template_id, project_id, earliest_approve)`,
  // Not with the identifier: the two together can be longer than an entry of an index may be.
  `create index managed_project_name on managed_project (name)`,
  `create index managed_project_state_name on managed_project (state, name)`,
];

function triggersOn(table: string, counts: string): string[] {
  const trigger = (when: string, sees: string): string =>
    `create trigger ${counts}_${when} after ${when} on ${table} ${sees}
      for each statement execute function ${counts}()`;
  return [
    trigger('insert', 'referencing new table as added'),
    trigger('update', 'referencing old table as gone new table as added'),
    trigger('delete', 'referencing old table as gone'),
    trigger('truncate', ''),
  ];
}
