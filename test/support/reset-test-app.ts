import { sql } from 'kysely';
import type { TestApp } from './test-app.ts';

const start = new Date('2026-11-23T12:00:00Z');

/**
 * Brings a TestApp back to how it was opened: an empty database with the account `staff`, and its
 * clock. Takes a fraction of the time that opening another one takes.
 */
export async function resetTestApp(app: TestApp): Promise<void> {
  app.now = new Date(start);
  app.people.clear();
  await app.db.transaction().execute(async (trx) => {
    // Neither the triggers that keep the audits append only nor foreign keys apply.
    await sql`set local session_replication_role = replica`.execute(trx);
    const { rows } = await sql<{ name: string }>`select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname not like 'kysely%' and relname <> 'person'`.execute(trx);
    const tables = sql.join(rows.map(({ name }) => sql.table(name)));
    await sql`truncate ${tables} restart identity`.execute(trx);
    await trx.deleteFrom('person').where('is_robot', '=', false).execute();
  });
  await app.createPerson('staff', { is_staff: true });
}
