/* The route of what a project used and stored, for its page. */

import type { Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { toUtcDay } from '../award/dates.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { requireCaller } from '../http/caller.ts';
import { parseTextFilter } from '../http/filter-parameters.ts';
import { notFound } from '../http/http-problem.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { countDays, type DateRange, parseDateRange } from '../usage/date-range.ts';
import { loadProjectUsage } from './load-project-usage.ts';
import { ProjectUsageQuery, ProjectUsageSchema } from './project-usage-api-schema.ts';

/** `/api/projects/{uuid}/usage/`: for those who may read the figures of the project. */
export function projectUsageRoutes(app: App, context: AppContext): void {
  app.get(`${resourcePaths.projects}:uuid/usage/`, {
    schema: {
      operationId: 'projects_usage_retrieve',
      summary: 'What a project was granted, used and stored, in all and by day',
      tags: ['projects'],
      params: UuidParams,
      querystring: ProjectUsageQuery,
      response: { 200: ProjectUsageSchema, ...errorResponses(404) },
    },
    handler: async (request) => {
      const { db, clock } = context;
      const [caller, now] = [requireCaller(request), clock()];
      const range = parseRange(request.query, toUtcDay(now));
      const usage = await loadProjectUsage({ db, caller, now }, parseUuidParam(request), range);
      if (usage === null) throw notFound();
      return usage;
    },
  });
}

/** Both ends, or neither. Throws BadInput. */
function parseRange(
  query: Type.Static<typeof ProjectUsageQuery>,
  today: string,
): Partial<DateRange> {
  const text = parseTextFilter(query.range, 'range');
  if (text === undefined) return {};
  const range = parseDateRange(text, today);
  if (countDays(range) === 0) throw new BadInput('range', 'The first day is after the last.');
  return range;
}
