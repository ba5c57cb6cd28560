import { Type } from 'typebox';
import { callerOf } from '../access/caller.ts';
import { BadInput } from '../award/bad-input.ts';
import { representDetails } from '../award/details.ts';
import { type AuditEventType, auditEventTypes } from '../award/vocabulary.ts';
import { paths } from '../http/addresses.ts';
import { containing, given, parseTime } from '../http/filters.ts';
import { listRoutes } from '../http/lists.ts';
import { notFound } from '../http/problem.ts';
import { type App, type Desk, refusing, written } from '../http/resource.ts';
import { auditCsv } from './export.ts';
import { AuditQuery, AuditSchema } from './schema.ts';
import * as store from './store.ts';

const tags = ['openportal-managed-project-audit'];
const operation = 'openportal_managed_project_audit';
const orderColumns = {
  id: 'audit_entry.id',
  timestamp: 'audit_entry.timestamp',
  event_type: 'audit_entry.event_type',
  identifier: 'audit_entry.identifier',
};

/** `/api/openportal-managed-project-audit/`: what happened to awards; nobody writes here. */
export function auditRoutes(app: App, desk: Desk): void {
  listRoutes(app, desk, {
    path: paths.audit,
    tags,
    operations: operation,
    summary: 'List what happened to managed projects',
    query: AuditQuery,
    item: AuditSchema,
    order: orderColumns,
    count: (request, query) => store.countEntries(desk.db, callerOf(request), filterOf(query)),
    rows: (request, query, { order, page }) => {
      return store.listEntries(desk.db, callerOf(request), filterOf(query), order, page);
    },
    represent: () => represent,
  });

  app.get(`${paths.audit}export/`, {
    schema: {
      operationId: `${operation}_export`,
      summary: 'What happened to managed projects as CSV, by the filters of the list',
      tags,
      querystring: AuditQuery,
      response: { 200: written('text/csv', 'A line an event.'), ...refusing() },
    },
    handler: async (request, reply) => {
      const entries = store.allEntries(desk.db, callerOf(request), filterOf(request.query));
      const csv = await auditCsv(entries);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(csv);
    },
  });

  app.get(`${paths.audit}:id/`, {
    schema: {
      operationId: `${operation}_retrieve`,
      summary: 'Retrieve one entry of the audit',
      tags,
      params: Type.Object({ id: Type.String() }),
      response: { 200: AuditSchema, ...refusing(404) },
    },
    handler: async (request) => {
      const { id } = request.params;
      if (!/^\d{1,15}$/.test(id)) throw notFound();
      const row = await store.findEntry(desk.db, Number(id), callerOf(request));
      if (row === null) throw notFound();
      return represent(row);
    },
  });
}

function represent(row: store.AuditRow): store.AuditRow {
  return {
    ...row,
    previous_details: row.previous_details && representDetails(row.previous_details),
    new_details: row.new_details && representDetails(row.new_details),
  };
}

function filterOf(query: Type.Static<typeof AuditQuery>): store.AuditFilter {
  const q = given(query.q, 'q');
  return {
    eventTypes: query.event_type?.filter((type) => type !== '').map(eventTypeOf),
    identifier: given(query.managed_project_identifier, 'managed_project_identifier'),
    destination: given(query.managed_project_destination, 'managed_project_destination'),
    q: q && containing(q),
    after: parseTime(query.timestamp_after, 'timestamp_after'),
    before: parseTime(query.timestamp_before, 'timestamp_before'),
  };
}

function eventTypeOf(text: string): AuditEventType {
  const type = auditEventTypes.find((known) => known === text);
  if (type === undefined) {
    throw new BadInput('event_type', `"${text}" is not one of ${auditEventTypes.join(', ')}.`);
  }
  return type;
}
