/* The routes that usage and storage reports share. */

import type { FastifyRequest } from 'fastify';
import type { TObject, TSchema } from 'typebox';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { type Caller, requireCaller } from '../http/caller.ts';
import { notFound } from '../http/http-problem.ts';
import { type ListFilter, readFilters } from '../http/list-filters.ts';
import { listRoutes } from '../http/list-routes.ts';
import { loadRowsThatFit } from '../http/load-rows-that-fit.ts';
import { FieldQuery } from '../http/select-fields.ts';
import { ReportIdParams } from './api-schema.ts';
import { parseReportId } from './parse-report-id.ts';
import {
  countMonths,
  findMonth,
  listMonths,
  type MonthQuery,
  monthOrder,
  type ReportMonth,
} from './report-months.ts';

interface MonthReports {
  path: string;
  /** In the OpenAPI document: the tag, and with `_` for `-` the prefix of operation IDs. */
  tag: string;
  /** Completes "List …" and "Retrieve …". */
  summaries: { list: string; retrieve: string };
  /** Where the days of the reports are stored. */
  table: MonthQuery['table'];
  query: TObject;
  item: TSchema;
  filters: Readonly<Record<string, ListFilter<unknown>>>;
  /** Loads the report of each month, in the same order. */
  load: (
    request: { db: AppContext['db']; caller: Caller; now: Date },
    months: readonly ReportMonth[],
  ) => Promise<unknown[]>;
}

/**
 * Adds the list, the count and the single report: one of a project on a resource in a month, for
 * callers who see the project. Returns how a request selects months.
 */
export function monthReportRoutes(
  app: App,
  context: AppContext,
  reports: MonthReports,
): (request: FastifyRequest) => MonthQuery {
  const { path, tag, summaries, table } = reports;
  const operationPrefix = tag.replaceAll('-', '_');
  const getScope = (request: FastifyRequest) => ({
    table,
    caller: requireCaller(request),
    portal: context.portal(),
  });
  const toQuery = (request: FastifyRequest): MonthQuery => ({
    ...getScope(request),
    condition: readFilters(reports.filters, request.query as Record<string, unknown>, null),
  });
  const toJson = async (request: FastifyRequest, months: readonly ReportMonth[]) => {
    const { db, clock } = context;
    const loaded = await reports.load({ db, caller: requireCaller(request), now: clock() }, months);
    return loaded.map((report, index) => ({ ...(months[index] as ReportMonth), report }));
  };
  listRoutes(app, context, {
    path,
    tags: [tag],
    operationPrefix,
    summary: `List ${summaries.list}`,
    query: reports.query,
    item: reports.item,
    order: monthOrder,
    count: async (request) => countMonths(context.db, toQuery(request)),
    loadRows: async (request, _query, { order, page }) => {
      const months = await listMonths(context.db, toQuery(request), order, page);
      const load = (batch: readonly ReportMonth[]) => toJson(request, batch);
      return loadRowsThatFit(months, page.size, context.maxReplyBytes, load);
    },
    createRowSerializer: () => (row) => row,
  });

  app.get(`${path}:id/`, {
    schema: {
      operationId: `${operationPrefix}_retrieve`,
      summary: `Retrieve ${summaries.retrieve}`,
      tags: [tag],
      params: ReportIdParams,
      querystring: FieldQuery,
      response: { 200: reports.item, ...errorResponses(404) },
    },
    handler: async (request) => {
      const id = parseReportId(request.params.id);
      const month = await findMonth(context.db, getScope(request), id);
      const [report] = month === null ? [] : await toJson(request, [month]);
      if (report === undefined) throw notFound();
      return report;
    },
  });
  return toQuery;
}
