import type { FastifyRequest } from 'fastify';
import type { Type } from 'typebox';
import { callerOf, readsEverything } from '../access/caller.ts';
import { BadInput } from '../award/bad-input.ts';
import { parseUuid, paths } from '../http/addresses.ts';
import { csvOf } from '../http/csv.ts';
import { containing, given, parseTime } from '../http/filters.ts';
import { listRoutes } from '../http/lists.ts';
import { forbidden } from '../http/problem.ts';
import { type App, type Desk, refusing, written } from '../http/resource.ts';
import { subjectKinds } from './record.ts';
import { EntryQuery, EntrySchema } from './schema.ts';
import * as store from './store.ts';

const tags = ['administrative-audit'];
const operation = 'administrative_audit';
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
export function administrationRoutes(app: App, desk: Desk): void {
  listRoutes(app, desk, {
    path: paths.administrativeAudit,
    tags,
    operations: operation,
    summary: 'List who changed people, roles, tokens, templates and settings',
    query: EntryQuery,
    item: EntrySchema,
    order: orderColumns,
    count: async (request, query) => store.countEntries(desk.db, filterFor(request, query)),
    rows: async (request, query, { order, page }) => {
      return store.listEntries(desk.db, filterFor(request, query), order, page);
    },
    represent: () => (row) => row,
  });

  app.get(`${paths.administrativeAudit}export/`, {
    schema: {
      operationId: `${operation}_export`,
      summary: 'The administrative audit as CSV, by the filters of the list',
      tags,
      querystring: EntryQuery,
      response: { 200: written('text/csv', 'A line an entry.'), ...refusing() },
    },
    handler: async (request, reply) => {
      const entries = store.allEntries(desk.db, filterFor(request, request.query));
      const csv = await csvOf(csvColumns, entries, (row) => ({
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
function filterFor(
  request: FastifyRequest,
  query: Type.Static<typeof EntryQuery>,
): store.EntryFilter {
  if (!readsEverything(callerOf(request))) throw forbidden();
  const uuid = (name: 'subject_uuid' | 'performed_by_uuid') => {
    const text = given(query[name], name);
    return text && parseUuid(text, name);
  };
  const text = given(query.query, 'query');
  return {
    action: given(query.action, 'action'),
    kind: kindOf(given(query.subject_kind, 'subject_kind')),
    subjectUuid: uuid('subject_uuid'),
    performerUuid: uuid('performed_by_uuid'),
    query: text && containing(text),
    after: parseTime(query.timestamp_after, 'timestamp_after'),
    before: parseTime(query.timestamp_before, 'timestamp_before'),
  };
}

function kindOf(text: string | undefined): string | undefined {
  if (text !== undefined && !subjectKinds.some((kind) => kind === text)) {
    throw new BadInput('subject_kind', `"${text}" is not one of ${subjectKinds.join(', ')}.`);
  }
  return text;
}
