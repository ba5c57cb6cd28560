import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { requireVisiblePerson } from '../people/person-service.ts';
import type { PersonRow } from '../people/person-store.ts';
import { loadOwnMailTexts } from './load-texts.ts';
import { PreferencesBody, PreferencesSchema } from './mail-api-schema.ts';
import type { MailConfig } from './mail-config.ts';
import { toKindsJson } from './mail-switch-routes.ts';
import { findMailEmail, loadPreferences } from './preference-store.ts';
import { changePreferences } from './preference-service.ts';

const path = `${resourcePaths.users}:uuid/mail/`;
const tags = ['mail'];

/** `/api/users/{uuid}/mail/`: which mails a person gets. */
export function mailPreferenceRoutes(
  app: App,
  context: AppContext,
  config: MailConfig | null,
): void {
  const getLanguages = () => (config?.texts ?? loadOwnMailTexts()).languages;
  const toJson = async (person: PersonRow) => {
    const { switched_off, ...preferences } = await loadPreferences(context.db, person.id);
    const email = await findMailEmail(context.db, person.id);
    const refused = await context.db
      .selectFrom('mail_refused_address')
      .select('reason')
      .where('email', '=', email?.toLowerCase() ?? '')
      .executeTakeFirst();
    return {
      is_mail_on: config !== null,
      email,
      ...preferences,
      languages: [...getLanguages()].map(([tag, { language: name }]) => ({ tag, name })),
      kinds: toKindsJson(switched_off),
      refused: refused?.reason ?? null,
    };
  };

  app.get(path, {
    schema: {
      operationId: 'users_mail_retrieve',
      summary: 'Which mails a person gets, and how',
      tags,
      params: UuidParams,
      response: { 200: PreferencesSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      return toJson(await requireVisiblePerson(context, caller, parseUuidParam(request)));
    },
  });

  app.patch(path, {
    schema: {
      operationId: 'users_mail_partial_update',
      summary: 'Choose which mails a person gets, and how; the person and staff may',
      tags,
      params: UuidParams,
      body: PreferencesBody,
      response: { 200: PreferencesSchema, ...errorResponses(403, 404, 413, 415) },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const uuid = parseUuidParam(request);
      await changePreferences(context, caller, uuid, request.body, getLanguages());
      return toJson(await requireVisiblePerson(context, caller, uuid));
    },
  });
}
