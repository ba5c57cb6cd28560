import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { normalizeEmail } from '../award/email.ts';
import type { Database } from '../database/schema.ts';
import { isMailKind, type MailKind } from './mail-kinds.ts';

/** Whose mails of which kind a link stops. */
export interface Unsubscription {
  /** An account, or the digest of an email that belongs to none: links hold no personal data. */
  reader: { personUuid: string } | { emailDigest: string };
  kind: MailKind;
}

const KEY_BYTES = 32;

/** The key that signs the links; null where no mail has been written yet. */
export async function findLinkKey(db: Kysely<Database>): Promise<Buffer | null> {
  const row = await db.selectFrom('mail_key').select('key').executeTakeFirst();
  return row?.key ?? null;
}

/** The same, made at the first call; it stays until `rotate-secrets --mail-links`. */
export async function loadLinkKey(db: Kysely<Database>): Promise<Buffer> {
  const known = await findLinkKey(db);
  if (known !== null) return known;
  await sql`insert into mail_key (key) values (${randomBytes(KEY_BYTES)}) on conflict do nothing`.execute(
    db,
  );
  return (await db.selectFrom('mail_key').select('key').executeTakeFirstOrThrow()).key;
}

/** Has a new key made at the next mail: links in earlier mails stop working. */
export async function rotateLinkKey(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('mail_key').execute();
}

/** Of a reader without an account, in hexadecimal; sha256(lower(email)) in SQL is the same. */
export function digestEmail(email: string): string {
  return createHash('sha256').update(normalizeEmail(email)).digest('hex');
}

/** The last part of the link's path. */
export function signUnsubscription(key: Buffer, { reader, kind }: Unsubscription): string {
  const text =
    'personUuid' in reader ? `p.${reader.personUuid}.${kind}` : `e.${reader.emailDigest}.${kind}`;
  return `${text}.${sign(key, text)}`;
}

/** What a link asks for; null where it was not signed here. */
export function verifyUnsubscription(key: Buffer, token: string): Unsubscription | null {
  const at = token.lastIndexOf('.');
  const text = token.slice(0, Math.max(at, 0));
  const expected = Buffer.from(sign(key, text));
  const actual = Buffer.from(token.slice(at + 1));
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return null;
  const [form, reader = '', kind = ''] = text.split('.');
  // A kind of another version.
  if (!isMailKind(kind)) return null;
  return { reader: form === 'p' ? { personUuid: reader } : { emailDigest: reader }, kind };
}

function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(`unsubscribe ${text}`).digest('base64url');
}

/** The address of the link (docs/rules/mail.md). */
export function buildUnsubscribeUrl(baseUrl: string, token: string): string {
  return `${baseUrl}/api/mail-unsubscribe/${token}/`;
}
