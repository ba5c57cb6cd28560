import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { runInTransaction } from '../database/transaction.ts';
import { forbiddenError, notFoundError } from '../errors/refused-error.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { canReadEverything, requireCaller, requireStaff } from '../http/caller.ts';
import { buildFilterParameters, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { pageParameters } from '../http/pagination.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { MailSchema, RefusedAddressSchema } from './mail-api-schema.ts';
import type { MailConfig } from './mail-config.ts';
import { countMails, listMails, mailFilters, mailOrder } from './mail-log-queries.ts';
import { clearRefusedAddress } from './refused-address-store.ts';
import { sendMailAgain } from './send-again.ts';

const logPath = '/api/mail-log/';
const addressPath = '/api/mail-refused-addresses/';
const tags = ['mail'];

/** The log of mails and the addresses that take none; staff and support read, staff change. */
export function mailLogRoutes(app: App, context: AppContext, config: MailConfig | null): void {
  listRoutes(app, context, {
    path: logPath,
    tags,
    operationPrefix: 'mail_log',
    summary: 'List the mails that were sent or are being sent',
    query: Type.Object({ ...pageParameters, ...buildFilterParameters(mailFilters) }),
    item: MailSchema,
    order: mailOrder,
    count: async (request, query) => {
      requireReader(request);
      return countMails(context.listDb(request), readFilters(mailFilters, query, {}));
    },
    loadRows: async (request, query, { order, page }) => {
      requireReader(request);
      return listMails(context.listDb(request), readFilters(mailFilters, query, {}), order, page);
    },
    createRowSerializer: () => (row) => row,
  });

  app.post(`${logPath}:uuid/send_again/`, {
    schema: {
      operationId: 'mail_log_send_again',
      summary: 'Send a mail again; staff only',
      tags,
      params: UuidParams,
      response: { 202: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
    },
    handler: async (request, reply) => {
      const uuid = parseUuidParam(request);
      await sendMailAgain(context, requireCaller(request), uuid, config !== null);
      return reply.code(202).send();
    },
  });
  refusedAddressRoutes(app, context);
}

const EmailParams = Type.Object({ email: Type.String({ maxLength: 254 }) });

function refusedAddressRoutes(app: App, context: AppContext): void {
  app.get(addressPath, {
    schema: {
      operationId: 'mail_refused_addresses_list',
      summary: 'List the newest 1000 addresses that their mail server refused for good',
      tags,
      response: { 200: Type.Array(RefusedAddressSchema), ...errorResponses(403) },
    },
    handler: async (request) => {
      requireReader(request);
      return context.db
        .selectFrom('mail_refused_address')
        .select(['email', 'reason', 'refused'])
        .orderBy('refused', 'desc')
        .orderBy('email')
        .limit(1000)
        .execute();
    },
  });

  app.delete(`${addressPath}:email/`, {
    schema: {
      operationId: 'mail_refused_addresses_destroy',
      summary: 'Send mails to an address again; staff only',
      tags,
      params: EmailParams,
      response: { 204: NoBody, ...errorResponses(403, 404) },
    },
    handler: async (request, reply) => {
      const caller = requireCaller(request);
      requireStaff(caller);
      const { email } = request.params;
      await runInTransaction(context.db, async (trx) => {
        if (!(await clearRefusedAddress(trx, email))) throw notFoundError();
        await recordChange(trx, toActor(caller), {
          at: context.clock().toISOString(),
          action: 'settings.mail_address_cleared',
          subject: { uuid: null, name: email },
          before: null,
          after: null,
        });
      });
      return reply.code(204).send();
    },
  });
}

/** Throws RefusedError unless the caller may read everything. */
function requireReader(request: FastifyRequest): void {
  if (!canReadEverything(requireCaller(request))) throw forbiddenError();
}
