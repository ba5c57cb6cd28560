/* Kinds of mail that are off for the whole site or for awards of a template. */

import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { MailKind } from './mail-kinds.ts';

/** The kinds that are off for the site (null) or for a template. */
export async function loadSwitchedOff(
  db: Kysely<Database>,
  templateId: number | null,
): Promise<string[]> {
  const rows = await db
    .selectFrom('mail_switched_off')
    .select('kind')
    .where('template_id', 'is not distinct from', templateId)
    .orderBy('kind')
    .execute();
  return rows.map(({ kind }) => kind);
}

export async function storeSwitchedOff(
  trx: Transaction<Database>,
  templateId: number | null,
  kinds: readonly MailKind[],
): Promise<void> {
  await trx
    .deleteFrom('mail_switched_off')
    .where('template_id', 'is not distinct from', templateId)
    .execute();
  if (kinds.length === 0) return;
  const rows = [...new Set(kinds)].map((kind) => ({ template_id: templateId, kind }));
  await trx.insertInto('mail_switched_off').values(rows).execute();
}
