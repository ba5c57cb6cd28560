/* The routes of storage reports. */

import type { FastifyRequest } from 'fastify';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { notFound } from '../http/http-problem.ts';
import { readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { ReportIdParams, StorageReportQuery, StorageReportSchema } from './api-schema.ts';
import { loadStorageReports } from './load-reports.ts';
import { parseReportId } from './parse-report-id.ts';
import { storageReportFilters } from './report-filters.ts';
import {
  countMonths,
  findMonth,
  listMonths,
  type MonthQuery,
  monthOrder,
  type ReportMonth,
} from './report-months.ts';

const tags = ['openportal-project-storage-reports'];
const operation = 'openportal_project_storage_reports';
const path = resourcePaths.storageReports;

/** `/api/openportal-project-storage-reports/`: what a project stored on a resource in a month. Read only. */
export function storageReportRoutes(app: App, context: AppContext): void {
  const getScope = (request: FastifyRequest) => ({
    table: 'storage_day' as const,
    caller: requireCaller(request),
    portal: context.portal(),
  });
  const toQuery = (request: FastifyRequest): MonthQuery => ({
    ...getScope(request),
    condition: readFilters(storageReportFilters, request.query as Record<string, unknown>, null),
  });
  const toJson = async (request: FastifyRequest, months: readonly ReportMonth[]) => {
    const { db, clock } = context;
    const caller = requireCaller(request);
    const reports = await loadStorageReports({ db, caller, now: clock() }, months);
    return reports.map((report, index) => ({ ...(months[index] as ReportMonth), report }));
  };
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: operation,
    summary: 'List what projects stored on resources by month',
    query: StorageReportQuery,
    item: StorageReportSchema,
    order: monthOrder,
    count: async (request) => countMonths(context.db, toQuery(request)),
    loadRows: async (request, _query, { order, page }) =>
      toJson(request, await listMonths(context.db, toQuery(request), order, page)),
    createRowSerializer: () => (row) => row,
  });

  app.get(`${path}:id/`, {
    schema: {
      operationId: `${operation}_retrieve`,
      summary: 'Retrieve what a project stored on a resource in a month',
      tags,
      params: ReportIdParams,
      querystring: FieldQuery,
      response: { 200: StorageReportSchema, ...errorResponses(404) },
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
