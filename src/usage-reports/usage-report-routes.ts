/* The routes of usage reports. */

import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { csvParameters, parseCsvFormat } from '../http/csv-stream.ts';
import { notFound } from '../http/http-problem.ts';
import { readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { ReportIdParams, UsageReportQuery, UsageReportSchema } from './api-schema.ts';
import { loadUsageReports } from './load-reports.ts';
import { parseReportId } from './parse-report-id.ts';
import { usageReportFilters } from './report-filters.ts';
import {
  countMonths,
  findMonth,
  listMonths,
  type MonthQuery,
  monthOrder,
  type ReportMonth,
} from './report-months.ts';
import { createUsageCsv } from './usage-csv.ts';

const tags = ['openportal-project-usage-reports'];
const operation = 'openportal_project_usage_reports';
const path = resourcePaths.usageReports;

/** `/api/openportal-project-usage-reports/`: the use of a project on a resource in a month. Read only. */
export function usageReportRoutes(app: App, context: AppContext): void {
  const getScope = (request: FastifyRequest) => ({
    table: 'usage_day' as const,
    caller: requireCaller(request),
    portal: context.portal(),
  });
  const toQuery = (request: FastifyRequest): MonthQuery => ({
    ...getScope(request),
    condition: readFilters(usageReportFilters, request.query as Record<string, unknown>, null),
  });
  const toJson = async (request: FastifyRequest, months: readonly ReportMonth[]) => {
    const { db, clock } = context;
    const caller = requireCaller(request);
    const reports = await loadUsageReports({ db, caller, now: clock() }, months);
    return reports.map((report, index) => ({ ...(months[index] as ReportMonth), report }));
  };
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: operation,
    summary: 'List the use of projects on resources by month',
    query: UsageReportQuery,
    item: UsageReportSchema,
    order: monthOrder,
    count: async (request) => countMonths(context.db, toQuery(request)),
    loadRows: async (request, _query, { order, page }) =>
      toJson(request, await listMonths(context.db, toQuery(request), order, page)),
    createRowSerializer: () => (row) => row,
  });

  app.get(`${path}export/`, {
    schema: {
      operationId: `${operation}_export`,
      summary: 'The use of each person and day as CSV, by the filters of the list',
      tags,
      querystring: Type.Object({ ...UsageReportQuery.properties, ...csvParameters }),
      response: {
        200: textResponse('text/csv', 'A line for a project, a resource, a day and a person.'),
        ...errorResponses(),
      },
    },
    handler: async (request, reply) => {
      const { db, clock } = context;
      const csv = await createUsageCsv(
        { db, now: clock() },
        toQuery(request),
        parseCsvFormat(request.query),
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="usage.csv"')
        .send(csv);
    },
  });

  app.get(`${path}:id/`, {
    schema: {
      operationId: `${operation}_retrieve`,
      summary: 'Retrieve the use of a project on a resource in a month',
      tags,
      params: ReportIdParams,
      querystring: FieldQuery,
      response: { 200: UsageReportSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const month = await findMonth(
        context.db,
        getScope(request),
        parseReportId(request.params.id),
      );
      const [report] = month === null ? [] : await toJson(request, [month]);
      if (report === undefined) throw notFound();
      return report;
    },
  });
}
