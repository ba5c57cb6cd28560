import type { Kysely } from 'kysely';
import type { ChangeSource, Database } from '../database/schema.ts';

/** By whom and from where a change is made. */
export interface Actor {
  /** null: nobody who has an account, such as the command line. */
  personId: number | null;
  via: ChangeSource;
  /** The client's address; empty where there is none. */
  clientIp: string;
}

/** Whoever sits at the machine itself. */
export const commandLineActor: Actor = { personId: null, via: 'command line', clientIp: '' };

/** What an administrative audit entry may be about. */
export const subjectKinds = [
  'person',
  'role',
  'customer',
  'project',
  'token',
  'session',
  'template',
  'settings',
] as const;
type SubjectKind = (typeof subjectKinds)[number];

/** A change of people, roles, tokens, templates or settings. */
export interface AdminChange {
  /** RFC 3339. */
  at: string;
  /** `<kind>.<what happened>`, such as `person.created`. */
  action: `${SubjectKind}.${string}`;
  subject: { uuid: string | null; name: string };
  /** What was; null where it was not there. Never a secret, not even its hash. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/**
 * Writes who changed what, from where, before and after, to the administrative audit, which
 * nothing can change. Call it in the transaction of the change itself.
 */
export function recordChange(
  db: Kysely<Database>,
  actor: Actor,
  change: AdminChange,
): Promise<void> {
  return recordChanges(db, actor, [change]);
}

/** The same of several changes that somebody makes at once, in their order. */
export async function recordChanges(
  db: Kysely<Database>,
  { personId, via, clientIp: address }: Actor,
  changes: readonly AdminChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const entries = changes.map(({ at, action, subject, before, after }) => ({
    timestamp: at,
    performed_by: personId,
    via,
    address,
    action,
    subject_kind: action.slice(0, action.indexOf('.')),
    subject_uuid: subject.uuid,
    subject_name: subject.name,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  }));
  await db.insertInto('administrative_entry').values(entries).execute();
}

type FieldValues = Record<string, unknown>;

/** The same of a change of something that stays: only what differs, and nothing where nothing does. */
export async function recordDifference(
  db: Kysely<Database>,
  actor: Actor,
  { before, after, ...change }: AdminChange & { before: FieldValues; after: FieldValues },
): Promise<void> {
  const names = Object.keys(after).filter((name) => !isEqualJson(before[name], after[name]));
  if (names.length === 0) return;
  const only = (values: FieldValues): FieldValues =>
    Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  await recordChange(db, actor, { ...change, before: only(before), after: only(after) });
}

function isEqualJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
