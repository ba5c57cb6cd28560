import { sql, type Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';

/*
 * An email belongs to one active account: invitations to it, and the projects that scripts look up by
 * it, would otherwise go to either. Accounts that shared one before keep it.
 */

/**
 * Whether another active account than `personId` has this email, in any case. Until the transaction
 * ends, nobody else can be given it.
 */
export async function isEmailOfAnother(
  trx: Transaction<Database>,
  email: string,
  personId: number | null,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('email ' || lower(${email}), 0))`.execute(
    trx,
  );
  // Separate from the lock, so that it sees what others committed while this transaction waited.
  const { rows } = await sql`
    select from person where lower(email) = lower(${email}) and email <> '' and is_active
      and id is distinct from ${personId}::bigint limit 1`.execute(trx);
  return rows.length > 0;
}

/** Throws BadInput for the field `email` where another active account has it; '' is free. */
export async function requireFreeEmail(
  trx: Transaction<Database>,
  email: string,
  personId: number | null,
): Promise<void> {
  if (email === '' || !(await isEmailOfAnother(trx, email, personId))) return;
  throw new BadInput('email', 'Another active account has this email.');
}
