/* Reads and changes which mails a person gets: the person and staff may. */

import { lockUnerasedPerson } from '../access/lock-unerased-person.ts';
import * as v from 'valibot';
import type { Type } from 'typebox';
import { toActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { timeZoneValue } from '../config/setting-values.ts';
import { digestModes } from '../database/mail-schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import { requireVisiblePerson } from '../people/person-service.ts';
import type { MailTexts } from './load-texts.ts';
import type { PreferencesBody } from './mail-api-schema.ts';
import { isMailKind, type MailKind, mailKinds } from './mail-kinds.ts';
import { loadPreferences, type MailPreferences, storePreferences } from './preference-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/** Changes what is given. Throws BadInput for a field, RefusedError where the caller may not. */
export async function changePreferences(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
  fields: Type.Static<typeof PreferencesBody>,
  languages: MailTexts['languages'],
): Promise<void> {
  const person = await requireVisiblePerson(context, caller, uuid);
  if (person.id !== caller.personId && !caller.isStaff) throw forbiddenError();
  const changes = parsePreferences(fields, languages);
  await runInTransaction(context.db, async (trx) => {
    await lockUnerasedPerson(trx, person.id);
    const before = await loadPreferences(trx, person.id);
    const after = { ...before, ...changes };
    await storePreferences(trx, person.id, after);
    await recordDifference(trx, toActor(caller), {
      at: context.clock().toISOString(),
      action: 'person.mail_changed',
      subject: { uuid: person.uuid, name: person.username },
      before: { ...before },
      after: { ...after },
    });
  });
}

function parsePreferences(
  { language, time_zone, waiting_awards, switched_off }: Type.Static<typeof PreferencesBody>,
  languages: MailTexts['languages'],
): Partial<MailPreferences> {
  if (typeof language === 'string' && !languages.has(language)) {
    throw new BadInput('language', `One of ${[...languages.keys()].join(', ')} is required.`);
  }
  const mode = digestModes.find((word) => word === waiting_awards);
  if (waiting_awards !== undefined && mode === undefined) {
    throw new BadInput('waiting_awards', `One of ${digestModes.join(', ')} is required.`);
  }
  return {
    ...(language !== undefined && { language }),
    ...(time_zone !== undefined && { time_zone: parseTimeZone(time_zone) }),
    ...(mode !== undefined && { waiting_awards: mode }),
    ...(switched_off !== undefined && { switched_off: parseKinds(switched_off) }),
  };
}

function parseTimeZone(text: string | null): string | null {
  if (text === null) return null;
  const result = v.safeParse(timeZoneValue, text);
  if (result.success) return result.output;
  throw new BadInput('time_zone', 'An IANA time zone, such as Europe/London, is required.');
}

/** Kinds without repetition, in the order of the list. Throws BadInput. */
export function parseKinds(texts: readonly string[]): MailKind[] {
  const unknown = texts.find((text) => !isMailKind(text));
  if (unknown !== undefined) {
    throw new BadInput('switched_off', `"${unknown}" is not one of ${mailKinds.join(', ')}.`);
  }
  return mailKinds.filter((kind) => texts.includes(kind));
}
