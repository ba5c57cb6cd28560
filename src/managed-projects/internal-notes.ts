import { type Kysely, sql, type Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { Caller } from '../http/caller.ts';
import { auditedAwardsSql, isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { auditInsertSql } from '../audit/audit-insert-sql.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { AwardKey } from './decision-input.ts';

/*
 * What reviewers and staff write beside an award (docs/rules/awards.md, A8.9): never in its
 * details and never sent to the awarding portal. Notes are kept by award key, so they outlast a
 * deleted award and come back with it.
 */

export interface InternalNote {
  uuid: string;
  text: string;
  created: string;
  author_full_name: string;
  author_uuid: string;
}

/** What a caller may do with the internal notes of an award. */
export interface InternalNoteAccess {
  mayRead: boolean;
  isReviewer: boolean;
}

/** null where there is no award that this caller may see. */
export async function findInternalNoteAccess(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  caller: Caller,
): Promise<InternalNoteAccess | null> {
  const { rows } = await sql<InternalNoteAccess>`
    select ${auditedAwardsSql(caller)} as "mayRead", ${isReviewerSql(caller.personId)} as "isReviewer"
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql(caller)}`.execute(db);
  return rows[0] ?? null;
}

/** All notes of an award, oldest first. */
export function listInternalNotes(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
): Promise<InternalNote[]> {
  return selectNotes(db)
    .where('identifier', '=', identifier)
    .where('destination', '=', destination)
    .orderBy('internal_note.id')
    .execute();
}

/** All notes of an award are in one reply, so their texts are bounded together. */
const MAX_NOTES_BYTES = 1024 * 1024;

/**
 * Adds a note and says so in the award's audit, without its text. Returns the note. Throws BadInput
 * where the award has too many notes already.
 */
export async function addInternalNote(
  db: Kysely<Database>,
  awardKey: AwardKey,
  note: { text: string; author: number; now: string },
): Promise<InternalNote> {
  return runInTransaction(db, async (trx) => {
    const { identifier, destination } = awardKey;
    const { id } = await trx
      .insertInto('internal_note')
      .values({ identifier, destination, text: note.text, author: note.author, created: note.now })
      .returning('id')
      .executeTakeFirstOrThrow();
    await requireNotesFit(trx, awardKey);
    await recordNote(trx, awardKey, note);
    return selectNotes(trx).where('internal_note.id', '=', id).executeTakeFirstOrThrow();
  });
}

async function requireNotesFit(
  trx: Transaction<Database>,
  { identifier, destination }: AwardKey,
): Promise<void> {
  const { bytes } = await trx
    .selectFrom('internal_note')
    .select(sql<string>`sum(octet_length(text))`.as('bytes'))
    .where('identifier', '=', identifier)
    .where('destination', '=', destination)
    .executeTakeFirstOrThrow();
  if (Number(bytes) <= MAX_NOTES_BYTES) return;
  const limit = MAX_NOTES_BYTES.toLocaleString('en');
  const rule = `With this note the internal notes of the award would have more than ${limit} bytes.`;
  throw new BadInput('text', rule);
}

async function recordNote(
  trx: Transaction<Database>,
  awardKey: AwardKey,
  { author, now }: { author: number; now: string },
): Promise<void> {
  const entry = {
    action: 'internal_note_added',
    by: 'caller',
    note: '',
    previousDetails: null,
    newDetails: null,
  } as const;
  const performers = { robot: author, caller: author };
  for (const statement of auditInsertSql(awardKey, [entry], performers, now, null)) {
    await statement.execute(trx);
  }
}

function selectNotes(db: Kysely<Database>) {
  return db
    .selectFrom('internal_note')
    .innerJoin('person', 'person.id', 'internal_note.author')
    .select([
      'internal_note.uuid',
      'internal_note.text',
      'internal_note.created',
      'person.full_name as author_full_name',
      'person.uuid as author_uuid',
    ]);
}
