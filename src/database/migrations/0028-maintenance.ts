import { type Kysely, sql } from 'kysely';

/**
 * What refuses changes while the service is in maintenance. `gatehouse maintenance on` attaches it to
 * the tables as a trigger, so that every replica, of whatever version, obeys at the same moment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Commands of the operator and migrations set gatehouse.may_change.
  await sql`create function refuse_change_in_maintenance() returns trigger language plpgsql as $$
    begin
      if current_setting('gatehouse.may_change', true) = 'on' then
        if tg_level = 'STATEMENT' then return null; end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end if;
      raise exception 'Changes are refused: maintenance.'
        using errcode = 'read_only_sql_transaction', constraint = 'maintenance';
    end $$`.execute(db);
}
