/* The routes of usage reports. */

import { Type } from 'typebox';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { csvParameters, parseCsvFormat } from '../http/csv-stream.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { UsageReportQuery, UsageReportSchema } from './api-schema.ts';
import { loadUsageReports } from './load-reports.ts';
import { createMonthCsv } from './month-csv.ts';
import { monthReportRoutes } from './month-report-routes.ts';
import { usageReportFilters } from './report-filters.ts';
import { usageCsv } from './usage-csv.ts';

const tag = 'openportal-project-usage-reports';
const path = resourcePaths.usageReports;

/** `/api/openportal-project-usage-reports/`: the use of a project on a resource in a month. Read only. */
export function usageReportRoutes(app: App, context: AppContext): void {
  const toQuery = monthReportRoutes(app, context, {
    path,
    tag,
    summaries: {
      list: 'the use of projects on resources by month',
      retrieve: 'the use of a project on a resource in a month',
    },
    table: 'usage_day',
    query: UsageReportQuery,
    item: UsageReportSchema,
    filters: usageReportFilters,
    load: loadUsageReports,
  });

  app.get(`${path}export/`, {
    schema: {
      operationId: 'openportal_project_usage_reports_export',
      summary: 'The use of each person and day as CSV, by the filters of the list',
      tags: [tag],
      querystring: Type.Object({ ...UsageReportQuery.properties, ...csvParameters }),
      response: {
        200: textResponse('text/csv', 'A line for a project, a resource, a day and a person.'),
        ...errorResponses(),
      },
    },
    handler: async (request, reply) => {
      const { db, clock } = context;
      const csv = await createMonthCsv(
        usageCsv,
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
}
