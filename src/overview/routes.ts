import { requireCaller } from '../http/caller.ts';
import { type App, type AppContext, errorResponses } from '../http/route-types.ts';
import { OverviewSchema } from './schema.ts';
import {
  countDecisionsByWeek,
  countPendingByAge,
  countStates,
  sumCreditsByTemplate,
} from './store.ts';

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
        countDecisionsByWeek(context.db, caller, now),
        sumCreditsByTemplate(context.db, caller),
      ]);
      return { states, pending_by_age, decisions_by_week, credits_by_template };
    },
  });
}
