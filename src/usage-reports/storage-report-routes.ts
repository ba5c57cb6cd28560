/* The routes of storage reports. */

import { Type } from 'typebox';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { csvParameters, parseCsvFormat } from '../http/csv-stream.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { StorageReportQuery, StorageReportSchema } from './api-schema.ts';
import { loadStorageReports } from './load-reports.ts';
import { createMonthCsv } from './month-csv.ts';
import { monthReportRoutes } from './month-report-routes.ts';
import { storageReportFilters } from './report-filters.ts';
import { storageCsv } from './storage-csv.ts';

const tag = 'openportal-project-storage-reports';
const path = resourcePaths.storageReports;

/** `/api/openportal-project-storage-reports/`: what a project stored on a resource in a month. Read only. */
export function storageReportRoutes(app: App, context: AppContext): void {
  const toQuery = monthReportRoutes(app, context, {
    path,
    tag,
    summaries: {
      list: 'what projects stored on resources by month',
      retrieve: 'what a project stored on a resource in a month',
    },
    table: 'storage_day',
    query: StorageReportQuery,
    item: StorageReportSchema,
    filters: storageReportFilters,
    load: loadStorageReports,
  });

  app.get(`${path}export/`, {
    schema: {
      operationId: 'openportal_project_storage_reports_export',
      summary: 'What each volume stored on each day as CSV, by the filters of the list',
      tags: [tag],
      querystring: Type.Object({ ...StorageReportQuery.properties, ...csvParameters }),
      response: {
        200: textResponse(
          'text/csv',
          'A line for a project, a resource, a day, a volume and a person; without a person it is the whole project.',
        ),
        ...errorResponses(),
      },
    },
    handler: async (request, reply) => {
      const { db, clock } = context;
      const csv = await createMonthCsv(
        storageCsv,
        { db, now: clock() },
        toQuery(request),
        parseCsvFormat(request.query),
      );
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="storage.csv"')
        .send(csv);
    },
  });
}
