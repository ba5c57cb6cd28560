import { type Kysely, sql } from 'kysely';
import { adminAnnouncementsSql, isAnyAnnounced } from '../announcements/announcement-sql.ts';
import type { Database } from '../database/schema.ts';
import type { Actor } from './actor.ts';

/** What an entry of the administrative audit may be about. */
export const subjectKinds = [
  'person',
  'role',
  'customer',
  'project',
  'token',
  'session',
  'template',
  'settings',
  'resource',
  'machine',
  'job',
  'delivery',
  'webhook',
] as const;
type SubjectKind = (typeof subjectKinds)[number];

/** A change of people, roles, customers, projects, templates, resources and so on. */
export interface AdminChange {
  /** RFC 3339. */
  at: string;
  /** `<kind>.<what happened>`, such as `person.created`. */
  action: `${SubjectKind}.${string}`;
  /** What is changed, with its name after the change; for sessions the account, for roles the person. */
  subject: { uuid: string | null; name: string };
  /** Values before the change; null where there are none to show. Never a secret, not even its hash. */
  before: Record<string, unknown> | null;
  /** Values after the change; null where there are none to show. */
  after: Record<string, unknown> | null;
}

/**
 * Writes one entry to the administrative audit, which is append only. Call it in the transaction of
 * the change.
 */
export function recordChange(
  db: Kysely<Database>,
  actor: Actor,
  change: AdminChange,
): Promise<void> {
  return recordChanges(db, actor, [change]);
}

/** Writes several entries by one actor, in their order, and announces them, with one statement. */
export async function recordChanges(
  db: Kysely<Database>,
  { personId, via, clientIp }: Actor,
  changes: readonly AdminChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const entries = changes.map(({ at, action, subject, before, after }) => ({
    timestamp: at,
    performed_by: personId,
    via,
    address: clientIp,
    action,
    subject_kind: action.slice(0, action.indexOf('.')),
    subject_uuid: subject.uuid,
    subject_name: subject.name,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  }));
  const insert = db.insertInto('administrative_entry').values(entries);
  if (!isAnyAnnounced(changes.map(({ action }) => action))) {
    await insert.execute();
    return;
  }
  const returning = insert.returning(['id', 'action', 'via', 'timestamp']);
  await sql`with entries as (${returning}) ${adminAnnouncementsSql('entries')}`.execute(db);
}

type FieldValues = Record<string, unknown>;

/**
 * Writes an entry for a change of something that exists before and after it: only the fields that
 * differ, and no entry if none does.
 */
export async function recordDifference(
  db: Kysely<Database>,
  actor: Actor,
  { before, after, ...change }: AdminChange & { before: FieldValues; after: FieldValues },
): Promise<void> {
  const names = Object.keys(after).filter((name) => !isEqualJson(before[name], after[name]));
  if (names.length === 0) return;
  const pickChanged = (values: FieldValues): FieldValues =>
    Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  await recordChange(db, actor, {
    ...change,
    before: pickChanged(before),
    after: pickChanged(after),
  });
}

function isEqualJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
