import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Unsubscription } from './unsubscribe-link.ts';

/** Stops mails of a kind: for an account in its preferences, else for the email. Doing it twice is one. */
export async function unsubscribe(
  db: Kysely<Database>,
  { reader, kind }: Unsubscription,
  now: string,
): Promise<void> {
  if ('emailDigest' in reader) {
    await sql`insert into mail_unsubscribed_email (email_digest, kind, created)
      values (decode(${reader.emailDigest}, 'hex'), ${kind}, ${now})
      on conflict do nothing`.execute(db);
    return;
  }
  await sql`
    insert into mail_preference as preference (person_id, switched_off)
    select id, array[${kind}::text] from person where uuid = ${reader.personUuid}::uuid
    on conflict (person_id) do update
      set switched_off = array_append(preference.switched_off, ${kind}::text)
      where not ${kind}::text = any(preference.switched_off)`.execute(db);
}
