import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { OutboxKind } from '../outbox/outbox-entry.ts';
import type { MailKind } from './mail-kinds.ts';
import type { MailPayload } from './mail-payload.ts';

/** A mail that is no announcement's, with an event of its own. */
export interface NewMail {
  kind: MailKind;
  /** With the destination: the award that it is about; empty where it is about none. */
  identifier: string;
  destination: string;
  payload: MailPayload;
}

const outboxKind: OutboxKind = 'mail';

/** Puts mails into the outbox, each as an event of its own. `now` is RFC 3339. */
export async function insertMails(
  db: Kysely<Database>,
  mails: readonly NewMail[],
  now: string,
): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map(({ kind, identifier, destination, payload }, place) => ({
    ...{ place, identifier, destination, payload },
    event: `mail.${kind}`,
    recipient: payload.reader.email,
  }));
  await sql`
    insert into outbox (kind, recipient, event, event_id, identifier, destination, created, payload)
    select ${outboxKind}, recipient, event, gen_random_uuid(), identifier, destination,
      ${now}::timestamptz, payload
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as mail (place int, recipient text,
      event text, identifier text, destination text, payload jsonb)
    order by place`.execute(db);
}
