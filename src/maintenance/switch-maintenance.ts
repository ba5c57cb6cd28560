/* Begins and ends maintenance, during which the database refuses changes. */

import { type Kysely, sql, type Transaction } from 'kysely';
import { commandLineActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { isLockUnavailable, isRetryableError, lacksPrivilege } from '../database/sql-state.ts';
import { StartError } from '../errors/start-error.ts';
import { loadMaintenance, type Maintenance, maintenanceKey } from './maintenance-state.ts';

/**
 * Tables that go on to change: sessions and what signing in writes, the audit of the administration
 * (its entries are written with a change, which is refused, or by a command), what a process notes
 * about its own start, who has a page open, and the marks of changes of templates, which also
 * statements leave that change no row (migration 0033).
 */
const changingTables = [
  'session',
  'sign_on',
  'refused_sign_on',
  'sign_in_attempt',
  'person_email',
  'administrative_entry',
  'setting',
  'announcement_channel',
  'award_viewer',
  'template_change_mark',
];

/** Columns that go on to change: when something was last used. */
const changingColumns = ['last_used', 'last_sign_in'];

const LOCK_TIMEOUT = '5s';
const MAX_ATTEMPTS = 6;

/**
 * Begins maintenance, or replaces its message. When this resolves, no change is under way and none
 * begins, on all replicas. Throws StartError where changes do not end in half a minute, or our role
 * does not own the tables.
 */
export async function beginMaintenance(
  db: Kysely<Database>,
  { since, message }: Maintenance,
): Promise<Maintenance> {
  return withTablesLocked(db, async (trx, tables) => {
    const before = await loadMaintenance(trx);
    const maintenance = { since: before?.since ?? since, message };
    const value = JSON.stringify(maintenance);
    await trx
      .insertInto('setting')
      .values({ key: maintenanceKey, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    await attachTriggers(trx, tables);
    await recordChange(trx, commandLineActor, {
      at: since,
      action: 'settings.maintenance_begun',
      subject: { uuid: null, name: 'maintenance' },
      before: before && { message: before.message },
      after: { message },
    });
    return maintenance;
  });
}

/** Ends maintenance; false where there was none. Throws as `beginMaintenance`. */
export async function endMaintenance(db: Kysely<Database>, now: string): Promise<boolean> {
  return withTablesLocked(db, async (trx, tables) => {
    const before = await loadMaintenance(trx);
    await sql.raw(tables.map(dropTriggersSql).join(';')).execute(trx);
    await trx.deleteFrom('setting').where('key', '=', maintenanceKey).execute();
    if (before === null) return false;
    await recordChange(trx, commandLineActor, {
      at: now,
      action: 'settings.maintenance_ended',
      subject: { uuid: null, name: 'maintenance' },
      before: { ...before },
      after: null,
    });
    return true;
  });
}

/** After a migration or a restore in maintenance: new tables refuse changes too. */
export async function renewMaintenance(db: Kysely<Database>): Promise<void> {
  // First without a lock, which most starts of a process do not need.
  if ((await loadMaintenance(db)) === null) return;
  await withTablesLocked(db, async (trx, tables) => {
    // It may have ended meanwhile: new triggers would then refuse changes until somebody noticed.
    if ((await loadMaintenance(trx)) !== null) await attachTriggers(trx, tables);
  });
}

interface GuardedTable {
  name: string;
  /** Those whose change is refused, as SQL; null where that is all of them. */
  columns: string | null;
}

/**
 * Runs `work` in a transaction while nobody else changes these tables: it waits for changes that are
 * under way, and new ones wait for it. It gives up soon and tries again, so that they wait for a few
 * seconds at most.
 */
async function withTablesLocked<Result>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>, tables: readonly GuardedTable[]) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(async (trx) => {
        await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`.execute(trx);
        const tables = await loadGuardedTables(trx);
        const names = sql.raw(tables.map(({ name }) => name).join(', '));
        await sql`lock table ${names} in share row exclusive mode`.execute(trx);
        return work(trx, tables);
      });
    } catch (error) {
      if (lacksPrivilege(error)) {
        throw new StartError('Only the role that owns the tables can begin or end maintenance.');
      }
      if (!isLockUnavailable(error) && !isRetryableError(error)) throw error;
      if (attempt === MAX_ATTEMPTS) {
        throw new StartError('Changes that are under way did not end. Try again in a minute.');
      }
    }
  }
}

/** Names and columns are quoted. */
async function loadGuardedTables(trx: Transaction<Database>): Promise<GuardedTable[]> {
  const { rows } = await sql<GuardedTable>`
    select quote_ident(c.relname) as name,
      case when bool_or(a.attname = any(${changingColumns}))
        then string_agg(quote_ident(a.attname), ', ' order by a.attnum)
          filter (where a.attname <> all(${changingColumns}) and a.attgenerated = '') end as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and c.relname not like 'kysely%' and c.relname <> all(${changingTables})
      and a.attnum > 0 and not a.attisdropped
    group by c.relname order by c.relname`.execute(trx);
  return rows;
}

/**
 * For each row, since signing in has statements that find nothing to change; `truncate` has no rows.
 */
async function attachTriggers(
  trx: Transaction<Database>,
  tables: readonly GuardedTable[],
): Promise<void> {
  const statements = tables.flatMap((table) => [
    dropTriggersSql(table),
    `create trigger maintenance before insert or delete or update${
      table.columns === null ? '' : ` of ${table.columns}`
    } on ${table.name} for each row execute function refuse_change_in_maintenance()`,
    `create trigger maintenance_truncate before truncate on ${table.name}
      execute function refuse_change_in_maintenance()`,
  ]);
  await sql.raw(statements.join(';')).execute(trx);
}

function dropTriggersSql({ name }: GuardedTable): string {
  return `drop trigger if exists maintenance on ${name};
    drop trigger if exists maintenance_truncate on ${name}`;
}
