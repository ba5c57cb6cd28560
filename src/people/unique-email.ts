import { sql, type Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';
import { hasEmailSql } from './person-email-sql.ts';

/*
 * An email belongs to one active account: invitations to it, and the projects that scripts look up by
 * it, would otherwise go to either. Accounts that shared one before keep it.
 */

/** An advisory lock: shared by transactions that lock some emails, exclusive for one that locks all. */
const allEmailsSql = sql`hashtextextended('gatehouse emails', 0)`;

/**
 * Until the transaction ends, no other transaction gives an account one of these emails, in any case, and
 * none erases one. Call it before rows are locked (docs/decisions/0019, Locks).
 */
export async function lockEmails(
  trx: Transaction<Database>,
  emails: readonly string[],
): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${allEmailsSql})`.execute(trx);
  await sql`select pg_advisory_xact_lock(hashtextextended('email ' || email, 0))
    from (select distinct lower(email) as email from unnest(${emails}::text[]) as email
      order by 1) as sorted`.execute(trx);
}

/** The same for every email: a lock for each of thousands would fill PostgreSQL's table of locks. */
export async function lockAllEmails(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${allEmailsSql})`.execute(trx);
}

/**
 * Whether another active account than `personId` has this email, in any case. Until the transaction
 * ends, nobody else can be given it.
 */
export async function isEmailOfAnother(
  trx: Transaction<Database>,
  email: string,
  personId: number | null,
): Promise<boolean> {
  await lockEmails(trx, [email]);
  // Separate from the lock, so that it sees what others committed while this transaction waited.
  const { rows } = await sql`
    select from person where ${hasEmailSql('person', sql`lower(${email})`)} and is_active
      and id is distinct from ${personId}::bigint limit 1`.execute(trx);
  return rows.length > 0;
}

/**
 * Throws BadInput for the field `email` where this account is active and another active one has it; ''
 * is free. `personId` is null for a new account.
 */
export async function requireFreeEmail(
  trx: Transaction<Database>,
  email: string,
  { personId, isActive }: { personId: number | null; isActive: boolean },
): Promise<void> {
  if (email === '') return;
  const isTaken = await isEmailOfAnother(trx, email, personId);
  if (isTaken && isActive) throw new BadInput('email', 'Another active account has this email.');
}
