/* The routes of storage reports. */

import type { App, AppContext } from '../http/app-context.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { StorageReportQuery, StorageReportSchema } from './api-schema.ts';
import { loadStorageReports } from './load-reports.ts';
import { monthReportRoutes } from './month-report-routes.ts';
import { storageReportFilters } from './report-filters.ts';

/** `/api/openportal-project-storage-reports/`: what a project stored on a resource in a month. Read only. */
export function storageReportRoutes(app: App, context: AppContext): void {
  monthReportRoutes(app, context, {
    path: resourcePaths.storageReports,
    tag: 'openportal-project-storage-reports',
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
}
