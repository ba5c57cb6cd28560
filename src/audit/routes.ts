/* The routes that read the audit of awards. */

import { Type } from 'typebox';
import { requireCaller } from '../http/caller.ts';
import { BadInput } from '../award/bad-input.ts';
import { type AuditEventType, auditEventTypes } from '../award/award-enums.ts';
import { orderDetailFields } from '../award/wire-details.ts';
import { type BaseUrl, resourcePaths } from '../http/resource-urls.ts';
import { toContainsPattern, parseTextFilter, parseTimeFilter } from '../http/filter-parameters.ts';
import { csvParameters, parseCsvFormat } from '../http/csv-stream.ts';
import { listRoutes } from '../http/list-routes.ts';
import { buildOrderParameter, parseOrder } from '../http/order-parameter.ts';
import { conflict, forbidden, notFound } from '../http/http-problem.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import { createAuditCsv } from './audit-csv.ts';
import { streamEntries } from './audit-export.ts';
import { AuditQuery, AuditSchema } from './api-schema.ts';
import * as store from './audit-queries.ts';

const tags = ['openportal-managed-project-audit'];
const operation = 'openportal_managed_project_audit';
const orderColumns = {
  id: 'audit_entry.id',
  timestamp: 'audit_entry.timestamp',
  event_type: 'audit_entry.event_type',
  identifier: 'audit_entry.identifier',
};

/** `/api/openportal-managed-project-audit/`: what happened to awards. Read only. */
export function auditRoutes(app: App, context: AppContext): void {
  listRoutes(app, context, {
    path: resourcePaths.audit,
    tags,
    operationPrefix: operation,
    summary: 'List what happened to managed projects',
    query: AuditQuery,
    item: AuditSchema,
    order: orderColumns,
    count: (request, query) =>
      store.countEntries(context.listDb(request), requireCaller(request), parseAuditFilter(query)),
    loadRows: (request, query, { order, page }) => {
      return store.listEntries(
        context.listDb(request),
        requireCaller(request),
        parseAuditFilter(query),
        {
          order,
          page,
          maxBytes: context.maxReplyBytes,
        },
      );
    },
    createRowSerializer: (request) => {
      const base = context.baseUrl(request);
      return (row) => toAuditJson(row, base);
    },
  });

  app.get(`${resourcePaths.audit}export/`, {
    config: { searchParameters: ['q'] },
    schema: {
      operationId: `${operation}_export`,
      summary: 'What happened to managed projects as CSV, by the filters and the order of the list',
      tags,
      querystring: Type.Object({
        ...AuditQuery.properties,
        o: buildOrderParameter(orderColumns),
        ...csvParameters,
      }),
      response: { 200: textResponse('text/csv', 'A line an event.'), ...errorResponses() },
    },
    handler: async (request, reply) => {
      const entries = streamEntries(
        context.listDb(request),
        requireCaller(request),
        parseAuditFilter(request.query),
        parseOrder(request.query.o, orderColumns),
      );
      const csv = await createAuditCsv(entries, parseCsvFormat(request.query));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(csv);
    },
  });

  app.get(`${resourcePaths.audit}:id/`, {
    schema: {
      operationId: `${operation}_retrieve`,
      summary: 'Retrieve one entry of the audit',
      tags,
      params: Type.Object({ id: Type.String() }),
      response: { 200: AuditSchema, ...errorResponses(403, 404, 409) },
    },
    handler: async (request) => {
      const { id } = request.params;
      if (!/^\d{1,15}$/.test(id)) throw notFound();
      const row = await store.findEntry(context.db, Number(id), requireCaller(request));
      if (row === null) throw notFound();
      if (row === 'forbidden') {
        throw forbidden('Members of a project may not read the audit of its award.');
      }
      if (row === 'too_large') {
        throw conflict('The details of this entry are too large to be shown here.');
      }
      return toAuditJson(row, context.baseUrl(request));
    },
  });
}

/** An entry as the interface shows it; `details_url` names where large details are. */
function toAuditJson({ details, ...row }: store.AuditRowWithDetails, base: BaseUrl) {
  const { performed_by_full_name, performed_by_uuid, note, ...event } = row;
  return {
    ...event,
    previous_details: details?.previous ? orderDetailFields(details.previous) : null,
    new_details: details?.next ? orderDetailFields(details.next) : null,
    performed_by_full_name,
    performed_by_uuid,
    note,
    details_url: details === null ? `${base}${resourcePaths.audit}${row.id}/` : null,
  };
}

function parseAuditFilter(query: Omit<Type.Static<typeof AuditQuery>, 'o'>): store.AuditFilter {
  const q = parseTextFilter(query.q, 'q');
  return {
    eventTypes: query.event_type?.filter((type) => type !== '').map(parseEventType),
    identifier: parseTextFilter(query.managed_project_identifier, 'managed_project_identifier'),
    destination: parseTextFilter(query.managed_project_destination, 'managed_project_destination'),
    searchPattern: q && toContainsPattern(q),
    timestampAfter: parseTimeFilter(query.timestamp_after, 'timestamp_after'),
    timestampBefore: parseTimeFilter(query.timestamp_before, 'timestamp_before'),
  };
}

function parseEventType(text: string): AuditEventType {
  const type = auditEventTypes.find((known) => known === text);
  if (type === undefined) {
    throw new BadInput('event_type', `"${text}" is not one of ${auditEventTypes.join(', ')}.`);
  }
  return type;
}
