import { requireCaller } from '../http/caller.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { requireVisibleTemplate } from '../templates/template-service.ts';
import { CreditSums, OverviewSchema } from './api-schema.ts';
import {
  countDecisionsByWeek,
  countPendingByAge,
  countStates,
  sumCreditsByPortal,
  sumCreditsByTemplate,
  sumCreditsOfTemplate,
} from './overview-queries.ts';

/** `/api/overview/` and the use of a template: figures about the awards that the caller may see. */
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
      const { db, timeZone } = context;
      const [states, pending_by_age, decisions_by_week, credits_by_template, credits_by_portal] =
        await Promise.all([
          countStates(db, caller),
          countPendingByAge(db, caller, now),
          countDecisionsByWeek(db, caller, now, timeZone),
          sumCreditsByTemplate(db, caller),
          sumCreditsByPortal(db, caller),
        ]);
      return { states, pending_by_age, decisions_by_week, credits_by_template, credits_by_portal };
    },
  });

  app.get(`${resourcePaths.templates}:uuid/usage/`, {
    schema: {
      operationId: 'openportal_project_template_usage_retrieve',
      summary: 'What the projects of approved awards of a template were granted and used',
      tags: ['openportal-project-template'],
      params: UuidParams,
      response: { 200: CreditSums, ...errorResponses(404) },
    },
    handler: async (request) => {
      const [caller, uuid] = [requireCaller(request), parseUuidParam(request)];
      await requireVisibleTemplate(context, caller, uuid);
      const sums = await sumCreditsOfTemplate(context.db, caller, uuid);
      return sums ?? { credits: '0.00', used_credits: '0.00', awards: 0 };
    },
  });
}
