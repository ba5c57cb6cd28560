import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { requireMailSwitchedOn } from './require-mail-switched-on.ts';
import { insertMails } from './insert-mails.ts';
import { toPayload } from './mail-payload.ts';

/** An invitation as its mail says it. */
export interface InvitationToSend {
  email: string;
  /** Such as PROJECT.MEMBER. */
  role: string;
  /** The name of the project or customer. */
  scope: string;
  scopeUuid: string;
  /** RFC 3339; null: without end. */
  until: string | null;
  /** The name of who invites. */
  inviter: string;
}

const noAward = { identifier: '', destination: '' };

/**
 * Puts the mail of an invitation into the outbox once more; false where this site sends no mail. Throws
 * RefusedError (`conflict`) where mails of invitations are switched off.
 */
export async function sendInvitationMail(
  db: Kysely<Database>,
  { email, role, scope, scopeUuid, until, inviter }: InvitationToSend,
  now: string,
): Promise<boolean> {
  const channel = await db
    .selectFrom('announcement_channel')
    .select('name')
    .where('name', '=', 'mail')
    .executeTakeFirst();
  if (channel === undefined) return false;
  const facts = {
    scope,
    scope_uuid: scopeUuid,
    inviter,
    portal: null,
    joined: null,
    role: { word: role },
    until: until === null ? null : { time: until },
  };
  const content = { kind: 'invitation' as const, facts, path: '/', items: null };
  const reader = { email, personUuid: null, language: null, timeZone: null };
  const award = await db
    .selectFrom('managed_project as award')
    .innerJoin('project', 'project.id', 'award.project_id')
    .select(['award.identifier', 'award.destination'])
    .where('project.uuid', '=', scopeUuid)
    .executeTakeFirst();
  const about = award ?? noAward;
  await requireMailSwitchedOn(db, { kind: 'invitation', email, personUuid: null, ...about });
  await insertMails(
    db,
    [{ kind: 'invitation', ...about, payload: toPayload(content, reader) }],
    now,
  );
  return true;
}
