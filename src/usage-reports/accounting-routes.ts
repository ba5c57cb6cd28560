/* The routes of what projects were granted and used, in credits. */

import type { FastifyRequest } from 'fastify';
import { formatCredits } from '../award/assess-credits.ts';
import { toUtcDay } from '../award/dates.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { notFound } from '../http/http-problem.ts';
import { readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import {
  accountingFilters,
  accountingOrder,
  type AccountingQuery,
  type AccountingRow,
  countAccounting,
  findAccounting,
  listAccounting,
} from './accounting-store.ts';
import { AccountingQuery as QuerySchema, AccountingSummarySchema } from './api-schema.ts';

const tags = ['openportal-accounting-summary'];
const operation = 'openportal_accounting_summary';
const path = resourcePaths.accountingSummary;

/** `/api/openportal-accounting-summary/`: the credits and the use of each project. Read only. */
export function accountingRoutes(app: App, context: AppContext): void {
  const getScope = (request: FastifyRequest) => ({
    caller: requireCaller(request),
    today: toUtcDay(context.clock()),
  });
  const toQuery = (request: FastifyRequest): AccountingQuery => {
    const scope = getScope(request);
    const values = request.query as Record<string, unknown>;
    return { ...scope, condition: readFilters(accountingFilters, values, scope) };
  };
  listRoutes(app, context, {
    path,
    tags,
    operationPrefix: operation,
    summary: 'List what projects were granted and used, in credits',
    query: QuerySchema,
    item: AccountingSummarySchema,
    order: accountingOrder,
    count: async (request) => countAccounting(context.db, toQuery(request)),
    loadRows: async (request, _query, { order, page }) =>
      listAccounting(context.db, toQuery(request), order, page),
    createRowSerializer: () => toAccountingJson,
  });

  app.get(`${path}:uuid/`, {
    schema: {
      operationId: `${operation}_retrieve`,
      summary: 'Retrieve what a project was granted and used, in credits',
      tags,
      params: UuidParams,
      querystring: FieldQuery,
      response: { 200: AccountingSummarySchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const row = await findAccounting(context.db, getScope(request), parseUuidParam(request));
      if (row === null) throw notFound();
      return toAccountingJson(row);
    },
  });
}

function toAccountingJson(row: AccountingRow) {
  return {
    ...row,
    total_credits: formatCredits(row.total_credits),
    total_spend: formatCredits(row.total_spend),
    current_month_spend: formatCredits(row.current_month_spend),
  };
}
