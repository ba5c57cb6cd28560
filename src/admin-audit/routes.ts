import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { requireCaller, canReadEverything } from '../access/caller.ts';
import { BadInput } from '../award/bad-input.ts';
import { parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { streamCsv } from '../http/csv-stream.ts';
import { toContainsPattern, parseTextFilter, parseTimeFilter } from '../http/filter-parameters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { forbidden } from '../http/http-problem.ts';
import { type App, type AppContext, errorResponses, textResponse } from '../http/route-types.ts';
import { subjectKinds } from './record-change.ts';
import { AdminAuditQuery, AdminAuditEntrySchema } from './schema.ts';
import * as store from './store.ts';

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

/** `/api/administrative-audit/`: who changed what of the desk itself; staff and support read. */
export function adminAuditRoutes(app: App, desk: AppContext): void {
  listRoutes(app, desk, {
    path: resourcePaths.administrativeAudit,
    tags,
    operationPrefix: operationPrefix,
    summary: 'List who changed people, roles, tokens, templates and settings',
    query: AdminAuditQuery,
    item: AdminAuditEntrySchema,
    order: orderColumns,
    count: async (request, query) =>
      store.countEntries(desk.db, parseAdminAuditFilter(request, query)),
    loadRows: async (request, query, { order, page }) => {
      return store.listEntries(desk.db, parseAdminAuditFilter(request, query), order, page);
    },
    createRowSerializer: () => (row) => row,
  });

  app.get(`${resourcePaths.administrativeAudit}export/`, {
    schema: {
      operationId: `${operationPrefix}_export`,
      summary: 'The administrative audit as CSV, by the filters of the list',
      tags,
      querystring: AdminAuditQuery,
      response: { 200: textResponse('text/csv', 'A line an entry.'), ...errorResponses() },
    },
    handler: async (request, reply) => {
      const entries = store.streamEntries(desk.db, parseAdminAuditFilter(request, request.query));
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

/** The filters of this caller's request. Throws a 403 for who does not read everything. */
function parseAdminAuditFilter(
  request: FastifyRequest,
  query: Type.Static<typeof AdminAuditQuery>,
): store.AdminAuditFilter {
  if (!canReadEverything(requireCaller(request))) throw forbidden();
  const uuid = (name: 'subject_uuid' | 'performed_by_uuid') => {
    const text = parseTextFilter(query[name], name);
    return text && parseUuid(text, name);
  };
  const text = parseTextFilter(query.query, 'query');
  return {
    action: parseTextFilter(query.action, 'action'),
    kind: parseSubjectKind(parseTextFilter(query.subject_kind, 'subject_kind')),
    subjectUuid: uuid('subject_uuid'),
    performerUuid: uuid('performed_by_uuid'),
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
