import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { isUnderLegalHoldSql } from '../database/legal-hold-sql.ts';

/** Notes that one run looks at: it goes through all of them bit by bit. */
const MAX_ROWS = 5000;

/**
 * Deletes the internal notes of rejected, canceled and deleted awards whose audit has had no entry
 * since `before`, RFC 3339, among the next notes after the id `afterId`; awards under legal hold keep
 * theirs. Returns where the next run goes on: 0, the beginning, after the last note.
 */
export async function purgeInternalNotes(
  db: Kysely<Database>,
  { before, afterId }: { before: string; afterId: number },
): Promise<number> {
  const { rows } = await sql<{ count: number; last: number | null }>`
    with page as materialized (
      select id, identifier, destination, created from internal_note
      where id > ${afterId} order by id limit ${MAX_ROWS}),
    gone as (
      delete from internal_note where id in (
        select page.id from page
        where not exists (select from managed_project award
            where award.identifier = page.identifier and award.destination = page.destination
              and award.state in ('pending', 'approved'))
          and not ${isUnderLegalHoldSql({
            identifier: 'page.identifier',
            destination: 'page.destination',
          })}
          and page.created < ${before}
          and (select entry."timestamp" from audit_entry entry
            where entry.identifier = page.identifier and entry.destination = page.destination
            order by entry.id desc limit 1) < ${before}))
    select count(*)::int as count, max(id) as last from page`.execute(db);
  const { count, last } = rows[0] ?? { count: 0, last: null };
  return count < MAX_ROWS ? 0 : Number(last);
}
