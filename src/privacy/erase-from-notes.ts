import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Replaces the name of a person where internal notes mention them and where entries of the audit of
 * awards say whom they concern. What was decided and written stays.
 */
export async function eraseFromNotes(
  trx: Transaction<Database>,
  { id, username, pseudonym }: { id: number; username: string; pseudonym: string },
): Promise<void> {
  const name = username.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`);
  // As internal-notes.ts reads mentions: not in an email, and not the beginning of a longer user name.
  const mention = String.raw`(?<![^\s(["'])@${name}(?!\.?[[:alnum:]_+-])`;
  await sql`update internal_note set text = regexp_replace(text, ${mention}, ${`@${pseudonym}`}, 'gi')
    where id in (select note_id from internal_note_mention where person_id = ${id})`.execute(trx);
  await sql`select set_config('gatehouse.erases_person', 'on', true)`.execute(trx);
  await sql`update audit_entry
    set note = case action when 'assigned' then ${`To ${pseudonym}.`} else ${pseudonym} end
    where concerns_id = ${id} and action in ('assigned', 'mentioned')`.execute(trx);
  await sql`select set_config('gatehouse.erases_person', 'off', true)`.execute(trx);
}
