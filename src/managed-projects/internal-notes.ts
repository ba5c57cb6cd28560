import { type Kysely, sql, type Transaction } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import type { Caller } from '../http/caller.ts';
import { auditedAwardsSql, isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import { auditInsertSql } from '../audit/audit-insert-sql.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { mailColleagues } from '../mail/mail-colleague.ts';
import type { AwardKey } from './decision-input.ts';
import { listReviewers, type Reviewer } from './reviewer-store.ts';

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
  /** The reviewers whom the text names as `@user name`. */
  mentions: { uuid: string; username: string; full_name: string }[];
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
 * Adds a note and says so in the award's audit, without its text; each reviewer whom the text names
 * gets an entry of their own, by which they are found. Returns the note. Throws BadInput where the
 * award has too many notes already.
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
    const mentioned = await findMentioned(trx, awardKey, note);
    if (mentioned.length > 0) {
      const rows = mentioned.map((person) => ({ note_id: id, person_id: person.id }));
      await trx.insertInto('internal_note_mention').values(rows).execute();
    }
    await recordNote(trx, awardKey, note, mentioned);
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

/** Not part of an email: a blank, a bracket or nothing stands before the sign. */
const mentionPattern = /(?<![^\s(["'])@([\p{L}\p{N}._+-]*[\p{L}\p{N}_+-])/gu;

/** The reviewers of the award, beside the author, whose user names stand in the text after `@`. */
async function findMentioned(
  trx: Transaction<Database>,
  { identifier, destination }: AwardKey,
  { text, author }: { text: string; author: number },
): Promise<Reviewer[]> {
  const names = new Set(
    [...text.matchAll(mentionPattern)].map(([, name = '']) => name.toLowerCase()),
  );
  if (names.size === 0) return [];
  const award = await trx
    .selectFrom('managed_project')
    .select('template_id')
    .where('identifier', '=', identifier)
    .where('destination', '=', destination)
    .executeTakeFirst();
  if (award === undefined) return [];
  const reviewers = await listReviewers(trx, award.template_id);
  return reviewers.filter(({ id, username }) => id !== author && names.has(username.toLowerCase()));
}

async function recordNote(
  trx: Transaction<Database>,
  awardKey: AwardKey,
  { author, now }: { author: number; now: string },
  mentioned: readonly Reviewer[],
): Promise<void> {
  const base = { by: 'caller', note: '', previousDetails: null, newDetails: null } as const;
  const entries = [
    { ...base, action: 'internal_note_added' } as const,
    ...mentioned.map(
      ({ id, full_name, username }) =>
        ({ ...base, action: 'mentioned', note: full_name || username, concernsId: id }) as const,
    ),
  ];
  const performers = { robot: author, caller: author };
  for (const statement of auditInsertSql(awardKey, entries, performers, now, null)) {
    await statement.execute(trx);
  }
  const { identifier, destination } = awardKey;
  const personIds = mentioned.map(({ id }) => id);
  const news = { kind: 'award_mentioned' as const, identifier, destination };
  await mailColleagues(trx, { ...news, personIds, author }, now);
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
      sql<InternalNote['mentions']>`(select coalesce(jsonb_agg(jsonb_build_object('uuid', p.uuid,
          'username', p.username, 'full_name', p.full_name) order by p.id), '[]')
        from internal_note_mention m join person p on p.id = m.person_id
        where m.note_id = internal_note.id)`.as('mentions'),
    ]);
}
