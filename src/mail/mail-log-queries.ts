/* The log of mails as staff and support read it. */

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type MailState, mailStates } from '../database/mail-schema.ts';
import { contains, equals, type SqlCondition, words } from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { mailKinds } from './mail-kinds.ts';

export interface MailRow {
  uuid: string;
  event_id: string;
  recipient: string;
  person_uuid: string | null;
  kind: string;
  subject: string;
  identifier: string;
  destination: string;
  state: MailState;
  attempts: number;
  created: string;
  last_attempt: string | null;
  finished: string | null;
  last_error: string | null;
  sent_again_from: string | null;
}

export const mailFilters = {
  state: words(mailStates, 'What became of the mail.', isOneOfSql('mail.state')),
  kind: words(mailKinds, 'The kind of mail.', isOneOfSql('mail.kind')),
  identifier: equals('mail.identifier'),
  query: contains('mail.recipient', 'mail.subject', 'mail.identifier'),
};

function isOneOfSql(column: string) {
  return (values: readonly string[]): SqlCondition =>
    sql`${sql.ref(column)} = any(${[...values]}::text[])`;
}

export const mailOrder = { created: 'mail.created', recipient: 'mail.recipient' };

export async function countMails(db: Kysely<Database>, condition: SqlCondition): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from mail_message mail where ${condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of the log, newest first without an order. */
export async function listMails(
  db: Kysely<Database>,
  condition: SqlCondition,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<MailRow[]> {
  const by: RawBuilder<unknown>[] = [
    ...order.map(({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`),
    sql`mail.id desc`,
  ];
  const { rows } = await sql<MailRow>`
    select ${columnsSql} from mail_message mail left join person on person.id = mail.person_id
    where ${condition} order by ${sql.join(by)}
    limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}

/** null where the log has no such mail. */
export async function findMail(
  db: Kysely<Database>,
  uuid: string,
): Promise<(MailRow & { payload: unknown }) | null> {
  const { rows } = await sql<MailRow & { payload: unknown }>`
    select ${columnsSql}, mail.payload
    from mail_message mail left join person on person.id = mail.person_id
    where mail.uuid = ${uuid}`.execute(db);
  return rows[0] ?? null;
}

const columnsSql = sql`mail.uuid, mail.event_id, mail.recipient, person.uuid as person_uuid,
  mail.kind, mail.subject, mail.identifier, mail.destination, mail.state, mail.attempts,
  mail.created, mail.last_attempt, mail.finished, mail.last_error, mail.sent_again_from`;
