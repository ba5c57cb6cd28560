import { requireCaller } from '../http/caller.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { parseTextFilter } from '../http/filter-parameters.ts';
import { OverviewQuery, OverviewSchema } from './api-schema.ts';
import {
  countDecisionsByWeek,
  countPendingByAge,
  countStates,
  listPortals,
  measureTimeToDecision,
  sumCreditsByTemplate,
} from './overview-queries.ts';

/** `/api/overview/`: figures about the awards that the caller may see. */
export function overviewRoutes(app: App, context: AppContext): void {
  app.get('/api/overview/', {
    schema: {
      operationId: 'overview_retrieve',
      summary: 'Awards by state and age, decisions by week and their time, credits by template',
      tags: ['overview'],
      querystring: OverviewQuery,
      response: { 200: OverviewSchema, ...errorResponses() },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const { db, timeZone } = context;
      const { weeks = 12, portal } = request.query;
      const now = context.clock();
      const scope = { caller, portal: parseTextFilter(portal, 'portal') };
      const period = { now, timeZone, weeks };
      const [
        states,
        pending_by_age,
        decisions_by_week,
        time_to_decision,
        credits_by_template,
        portals,
      ] = await Promise.all([
        countStates(db, scope),
        countPendingByAge(db, scope, now),
        countDecisionsByWeek(db, scope, period),
        measureTimeToDecision(db, scope, period),
        sumCreditsByTemplate(db, scope),
        listPortals(db, caller),
      ]);
      return {
        states,
        pending_by_age,
        decisions_by_week,
        time_to_decision,
        credits_by_template,
        portals,
      };
    },
  });
}
