import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { deleteBatch } from '../database/delete-batch.ts';
import { isUnderLegalHoldSql } from '../database/legal-hold-sql.ts';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { isFirstOfAwardSql } from './first-of-award-sql.ts';
import type { OutboxEntry, OutboxKind } from './outbox-entry.ts';

/** The longest pause between two attempts. */
export const MAX_PAUSE_SECONDS = 300;
const MAX_ERROR_LENGTH = 500;
/** How long an entry is tried while its receiver refuses it; then it is dead. */
const MAX_REFUSED_HOURS = 48;
/** The kinds whose delivered entries no other log has. */
const loggedKinds: readonly OutboxKind[] = ['award_notification'];

/** A delivery that was refused, and why. */
export interface RefusedEntry {
  entry: Pick<OutboxEntry, 'id'>;
  reason: string;
}

/**
 * The entries of these kinds that can be delivered at `now`, oldest first: the first of each award,
 * kind and recipient, where its next attempt is due. A later entry of the same ones waits for it. Dead
 * entries are left out, and nothing waits for them.
 */
export function loadDueEntries(
  db: Kysely<Database>,
  kinds: readonly OutboxKind[],
  now: string,
  limit: number,
): Promise<OutboxEntry[]> {
  const latest = sql<string>`${now}::timestamptz + ${MAX_PAUSE_SECONDS} * interval '1 second'`;
  return db
    .selectFrom('outbox')
    .select(['id', 'kind', 'event', 'identifier', 'destination', 'recipient', 'payload'])
    .select('event_id as eventId')
    .where('kind', 'in', kinds)
    .where('dead', 'is', null)
    .where((eb) =>
      eb.or([
        eb('next_attempt', 'is', null),
        eb('next_attempt', '<=', now),
        // Further ahead than any pause: it was written by a clock that was fast.
        eb('next_attempt', '>', latest),
      ]),
    )
    .where(isFirstOfAwardSql)
    .orderBy('id')
    .limit(limit)
    .modifyEnd(planEachTime)
    .execute() as Promise<OutboxEntry[]>;
}

/** Deletes delivered entries, and logs those that no other log has. */
export async function endDelivered(
  db: Kysely<Database>,
  entries: readonly OutboxEntry[],
  now: string,
): Promise<void> {
  if (entries.length === 0) return;
  const ids = entries.map(({ id }) => id);
  await sql`
    ${planEachTime} with delivered as (delete from outbox where id = any(${ids}::bigint[]) returning *)
    ${deliveryLogInsertSql('delivered', 'delivered', now)}
    where kind = any(${loggedKinds}::text[])`.execute(db);
}

/** The insert of ended entries, which are the rows of `source`, into the log. */
export function deliveryLogInsertSql(
  source: string,
  outcome: 'delivered' | 'given_up',
  now: string,
): RawBuilder<unknown> {
  return sql`
    insert into delivery_log (id, kind, event, identifier, destination, recipient, created, attempts,
      last_error, finished, outcome)
    select id, kind, event, identifier, destination, recipient, created, attempts, last_error,
      ${now}::timestamptz, ${outcome} from ${sql.table(source)}`;
}

/** Deletes what ended before, RFC 3339, but nothing of an award under legal hold. */
export async function purgeDeliveryLog(db: Kysely<Database>, before: string): Promise<void> {
  const isUnderLegalHold = isUnderLegalHoldSql({
    identifier: 'delivery_log.identifier',
    destination: 'delivery_log.destination',
  });
  await deleteBatch(
    db,
    'delivery_log',
    sql<SqlBool>`finished < ${before} and not ${isUnderLegalHold}`,
  );
}

/**
 * Puts off entries whose delivery was refused: 1 s, 2 s, 4 s … up to five minutes. One that is refused
 * for two days is dead: it is not tried again until staff say so.
 */
export async function postponeEntries(
  db: Kysely<Database>,
  refused: readonly RefusedEntry[],
  now: string,
): Promise<void> {
  if (refused.length === 0) return;
  const errors = refused.map(({ reason }) => toStorableText(reason));
  await sql`
    ${planEachTime} update outbox set attempts = attempts + 1, last_error = failed.error,
      next_attempt = ${now}::timestamptz + interval '1 second'
        * least(${MAX_PAUSE_SECONDS}, power(2, least(attempts, 16))),
      first_refused = coalesce(first_refused, ${now}::timestamptz),
      dead = case when first_refused <= ${now}::timestamptz - ${MAX_REFUSED_HOURS} * interval '1 hour'
        then ${now}::timestamptz end
    from unnest(${refused.map(({ entry }) => entry.id)}::bigint[], ${errors}::text[])
      as failed (id, error)
    where outbox.id = failed.id`.execute(db);
}

function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, MAX_ERROR_LENGTH);
}
