import { requireCaller } from '../http/caller.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { OverviewSchema } from './api-schema.ts';
import {
  countDecisionsByWeek,
  countPendingByAge,
  countStates,
  sumCreditsByTemplate,
} from './overview-queries.ts';

/** `/api/overview/`: figures about the awards that the caller may see. */
export function overviewRoutes(app: App, context: AppContext): void {
  app.get('/api/overview/', {
    schema: {
      operationId: 'overview_retrieve',
      summary: 'Awards by state and age, decisions by week, credits by template',
      tags: ['overview'],
      response: { 200: OverviewSchema, ...errorResponses() },
    },
    handler: async (request) => {
      const caller = requireCaller(request);
      const now = context.clock();
      const [states, pending_by_age, decisions_by_week, credits_by_template] = await Promise.all([
        countStates(context.db, caller),
        countPendingByAge(context.db, caller, now),
        countDecisionsByWeek(context.db, caller, now, context.timeZone),
        sumCreditsByTemplate(context.db, caller),
      ]);
      return { states, pending_by_age, decisions_by_week, credits_by_template };
    },
  });
}
