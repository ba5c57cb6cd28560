import type { FastifyRequest } from 'fastify';
import { toActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { runInTransaction } from '../database/transaction.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { canReadEverything, requireCaller, requireStaff } from '../http/caller.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { requireVisibleTemplate } from '../templates/template-service.ts';
import { SwitchesBody, SwitchesSchema } from './mail-api-schema.ts';
import { type MailKind, mailKindInfos, mailKinds } from './mail-kinds.ts';
import { loadSwitchedOff, storeSwitchedOff } from './mail-switch-store.ts';
import { parseKinds } from './preference-service.ts';

const sitePath = '/api/mail-switches/';
const templatePath = `${resourcePaths.templates}:uuid/mail/`;
const tags = ['mail'];
const ofTemplates = mailKinds.filter((kind) => mailKindInfos[kind].isOfTemplate);

/** Kinds of mail with their switches, for these that are off. */
export function toKindsJson(
  switchedOff: readonly string[],
  kinds: readonly MailKind[] = mailKinds,
) {
  return kinds.map((kind) => {
    const { audience, label } = mailKindInfos[kind];
    return { kind, audience, label, is_on: !switchedOff.includes(kind) };
  });
}

/** What the switches are of: the site (null), or a template. */
interface Switched {
  templateId: number | null;
  kinds: readonly MailKind[];
  subject: { uuid: string | null; name: string };
}

const site: Switched = {
  templateId: null,
  kinds: mailKinds,
  subject: { uuid: null, name: 'mail' },
};

/**
 * `/api/mail-switches/` for the site, `…/{uuid}/mail/` for the awards of a template and their projects.
 */
export function mailSwitchRoutes(app: App, context: AppContext): void {
  const requireTemplate = async (request: FastifyRequest): Promise<Switched> => {
    const uuid = parseUuidParam(request);
    const { id, name } = await requireVisibleTemplate(context, requireCaller(request), uuid);
    return { templateId: id, kinds: ofTemplates, subject: { uuid, name } };
  };
  const read = async ({ templateId, kinds }: Switched) => ({
    kinds: toKindsJson(await loadSwitchedOff(context.db, templateId), kinds),
  });
  const readResponses = { 200: SwitchesSchema, ...errorResponses(403, 404) };
  const writeResponses = { 200: SwitchesSchema, ...errorResponses(403, 404, 413, 415) };

  app.get(sitePath, {
    schema: {
      operationId: 'mail_switches_retrieve',
      summary: 'Which kinds of mail this site sends',
      tags,
      response: readResponses,
    },
    handler: (request) => {
      if (!canReadEverything(requireCaller(request))) throw forbiddenError();
      return read(site);
    },
  });

  app.put(sitePath, {
    schema: {
      operationId: 'mail_switches_update',
      summary: 'Choose which kinds of mail this site sends; staff only',
      tags,
      body: SwitchesBody,
      response: writeResponses,
    },
    handler: async (request) => {
      await change(context, request, site, request.body.switched_off);
      return read(site);
    },
  });

  app.get(templatePath, {
    schema: {
      operationId: 'openportal_project_template_mail_retrieve',
      summary: 'Which mails about awards of a template and their projects are sent',
      tags,
      params: UuidParams,
      response: readResponses,
    },
    handler: async (request) => read(await requireTemplate(request)),
  });

  app.put(templatePath, {
    schema: {
      operationId: 'openportal_project_template_mail_update',
      summary:
        'Choose which mails about awards of a template and their projects are sent; staff only',
      tags,
      params: UuidParams,
      body: SwitchesBody,
      response: writeResponses,
    },
    handler: async (request) => {
      const template = await requireTemplate(request);
      await change(context, request, template, request.body.switched_off);
      return read(template);
    },
  });
}

async function change(
  { db, clock }: AppContext,
  request: FastifyRequest,
  { templateId, kinds, subject }: Switched,
  texts: readonly string[],
): Promise<void> {
  const caller = requireCaller(request);
  requireStaff(caller);
  const wanted = parseKinds(texts);
  const foreign = wanted.find((kind) => !kinds.includes(kind));
  if (foreign !== undefined) {
    throw new BadInput('switched_off', `"${foreign}" is about no award or project.`);
  }
  await runInTransaction(db, async (trx) => {
    const before = await loadSwitchedOff(trx, templateId);
    await storeSwitchedOff(trx, templateId, wanted);
    await recordDifference(trx, toActor(caller), {
      at: clock().toISOString(),
      action: templateId === null ? 'settings.changed' : 'template.changed',
      subject,
      before: { mails_off: before },
      after: { mails_off: await loadSwitchedOff(trx, templateId) },
    });
  });
}
