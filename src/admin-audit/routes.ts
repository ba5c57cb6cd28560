/* The routes that read the administrative audit. */

import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import { canReadEverything, requireCaller } from '../http/caller.ts';
import { streamCsv } from '../http/csv-stream.ts';
import { parseTextFilter, parseTimeFilter, toContainsPattern } from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { subjectKinds } from './record-change.ts';
import { AdminAuditEntrySchema, AdminAuditQuery } from './api-schema.ts';
import * as store from './admin-audit-queries.ts';

const tags = ['administrative-audit'];
const operationPrefix = 'administrative_audit';
const orderColumns = { timestamp: 'entry.timestamp', action: 'entry.action' };
const csvColumns = [
  'timestamp',
  'performed_by',
  'via',
  'address',
  'action',
  'subject',
  'before',
  'after',
];

/** `/api/administrative-audit/`: changes of people, roles, settings …; staff and support read. */
export function adminAuditRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path: resourcePaths.administrativeAudit,
    tags,
    operationPrefix,
    summary: 'List changes of people, roles, customers, projects, tokens, templates and settings',
    query: AdminAuditQuery,
    item: AdminAuditEntrySchema,
    order: orderColumns,
    count: async (request, query) =>
      store.countEntries(context.listDb(request), parseAdminAuditFilter(request, query)),
    loadRows: async (request, query, { order, page }) =>
      store.listEntries(
        context.listDb(request),
        parseAdminAuditFilter(request, query),
        order,
        page,
      ),
    createRowSerializer: () => (row) => row,
  });

  app.get(`${resourcePaths.administrativeAudit}export/`, {
    config: { searchParameters: ['query'] },
    schema: {
      operationId: `${operationPrefix}_export`,
      summary: 'Export the administrative audit as CSV, with the filters of the list',
      tags,
      querystring: AdminAuditQuery,
      response: { 200: textResponse('text/csv', 'One line per entry.'), ...errorResponses() },
    },
    handler: async (request, reply) => {
      const filter = parseAdminAuditFilter(request, request.query);
      const entries = store.streamEntries(context.listDb(request), filter);
      const csv = await streamCsv(csvColumns, entries, (row) => ({
        ...row,
        performed_by: row.performed_by_username,
        subject: row.subject_name,
        before: row.before && JSON.stringify(row.before),
        after: row.after && JSON.stringify(row.after),
      }));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="administrative-audit.csv"')
        .send(csv);
    },
  });
}

/** Throws RefusedError for callers who may not read everything, BadInput for a malformed filter. */
function parseAdminAuditFilter(
  request: FastifyRequest,
  query: Type.Static<typeof AdminAuditQuery>,
): store.AdminAuditFilter {
  if (!canReadEverything(requireCaller(request))) throw forbiddenError();
  const parseUuidFilter = (name: 'subject_uuid' | 'performed_by_uuid') => {
    const text = parseTextFilter(query[name], name);
    return text && parseUuid(text, name);
  };
  const text = parseTextFilter(query.query, 'query');
  return {
    action: parseTextFilter(query.action, 'action'),
    kind: parseSubjectKind(parseTextFilter(query.subject_kind, 'subject_kind')),
    subjectUuid: parseUuidFilter('subject_uuid'),
    performerUuid: parseUuidFilter('performed_by_uuid'),
    query: text && toContainsPattern(text),
    after: parseTimeFilter(query.timestamp_after, 'timestamp_after'),
    before: parseTimeFilter(query.timestamp_before, 'timestamp_before'),
  };
}

function parseSubjectKind(text: string | undefined): string | undefined {
  if (text !== undefined && !subjectKinds.some((kind) => kind === text)) {
    throw new BadInput('subject_kind', `"${text}" is not one of ${subjectKinds.join(', ')}.`);
  }
  return text;
}
