import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { OutboxEntry, OutboxKind } from './outbox-entry.ts';

/** The longest pause between two attempts. */
export const MAX_PAUSE_SECONDS = 300;
const MAX_ERROR_LENGTH = 500;

/** A delivery that was refused, and why. */
export interface RefusedEntry {
  entry: Pick<OutboxEntry, 'id'>;
  reason: string;
}

/**
 * The entries of these kinds that can be delivered at `now`, oldest first: the first of each award,
 * kind and recipient, where its next attempt is due. A later entry of the same ones waits for it.
 */
export function loadDueEntries(
  db: Kysely<Database>,
  kinds: readonly OutboxKind[],
  now: string,
  limit: number,
): Promise<OutboxEntry[]> {
  const latest = sql<string>`${now}::timestamptz + ${MAX_PAUSE_SECONDS} * interval '1 second'`;
  return (
    db
      .selectFrom('outbox')
      .select(['id', 'kind', 'event', 'identifier', 'destination', 'recipient', 'payload'])
      .select('event_id as eventId')
      .where('kind', 'in', kinds)
      .where((eb) =>
        eb.or([
          eb('next_attempt', 'is', null),
          eb('next_attempt', '<=', now),
          // Further ahead than any pause: it was written by a clock that was fast.
          eb('next_attempt', '>', latest),
        ]),
      )
      // The index finds the first entry of an award directly. As "not exists" this may become a
      // join of all entries with all, which takes minutes where one award has ten thousands.
      .where('id', '=', (eb) =>
        eb
          .selectFrom('outbox as same')
          .select(({ fn }) => fn.min('same.id').as('first'))
          .whereRef('same.kind', '=', 'outbox.kind')
          .whereRef('same.identifier', '=', 'outbox.identifier')
          .whereRef('same.destination', '=', 'outbox.destination')
          .whereRef('same.recipient', '=', 'outbox.recipient'),
      )
      .orderBy('id')
      .limit(limit)
      .execute() as Promise<OutboxEntry[]>
  );
}

export async function deleteEntries(
  db: Kysely<Database>,
  entries: readonly OutboxEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const ids = entries.map(({ id }) => id);
  await db.deleteFrom('outbox').where('id', 'in', ids).execute();
}

/** Puts off entries whose delivery was refused: 1 s, 2 s, 4 s … up to five minutes. */
export async function postponeEntries(
  db: Kysely<Database>,
  refused: readonly RefusedEntry[],
  now: string,
): Promise<void> {
  if (refused.length === 0) return;
  const errors = refused.map(({ reason }) => toStorableText(reason));
  await sql`
    update outbox set attempts = attempts + 1, last_error = failed.error,
      next_attempt = ${now}::timestamptz + interval '1 second'
        * least(${MAX_PAUSE_SECONDS}, power(2, least(attempts, 16)))
    from unnest(${refused.map(({ entry }) => entry.id)}::bigint[], ${errors}::text[])
      as failed (id, error)
    where outbox.id = failed.id`.execute(db);
}

function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().slice(0, MAX_ERROR_LENGTH);
}
