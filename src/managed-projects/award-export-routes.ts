import { Type } from 'typebox';
import { errorResponses, textResponse } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { csvParameters, parseCsvFormat } from '../http/csv-stream.ts';
import { buildOrderParameter, parseOrder } from '../http/order-parameter.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { listSearchParameters } from '../http/search-requests.ts';
import { ListQuery } from './api-schema.ts';
import { createAwardCsv } from './award-export.ts';
import { awardTags as tags } from './award-routes.ts';
import { orderNames } from './award-list-sql.ts';
import { parseAwardFilter } from './parse-award-filter.ts';

/** The list of awards as CSV. Not in Waldur. */
export function awardExportRoutes(app: App, context: AppContext): void {
  app.get(`${resourcePaths.managedProjects}export/`, {
    config: { searchParameters: listSearchParameters(ListQuery.properties) },
    schema: {
      operationId: 'openportal_managed_projects_export',
      summary: 'Managed projects as CSV, by the filters and the order of the list',
      tags,
      querystring: Type.Object({
        ...ListQuery.properties,
        o: buildOrderParameter(orderNames),
        ...csvParameters,
      }),
      response: { 200: textResponse('text/csv', 'A line an award.'), ...errorResponses() },
    },
    handler: async (request, reply) => {
      const csv = await createAwardCsv(context.listDb(request), requireCaller(request), {
        filter: parseAwardFilter(request.query, context.clock()),
        order: parseOrder(request.query.o, orderNames),
        portal: context.portal(),
        format: parseCsvFormat(request.query),
      });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="awards.csv"')
        .send(csv);
    },
  });
}
