import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Locks the awards that name one of these emails (in lower case) or that this person is to decide
 * (`personId`: null without an account), as a decision does: before anything else. A decision that has
 * read who is kept out of a project ends first, so that its invitations are deleted; one that comes later
 * reads what the erasure wrote.
 */
export async function lockAwardsOfPerson(
  trx: Transaction<Database>,
  { personId, emails }: { personId: number | null; emails: readonly string[] },
): Promise<void> {
  await sql`select from managed_project
    where member_emails && ${emails}::text[] or assignee_id = ${personId}::bigint
    order by id for no key update`.execute(trx);
}
