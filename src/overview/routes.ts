import { requireCaller } from '../http/caller.ts';
import { errorResponses } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { parseTextFilter } from '../http/filter-parameters.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import { parseUuidParam, UuidParams } from '../http/uuid-parameter.ts';
import { requireVisibleTemplate } from '../templates/template-service.ts';
import { CreditSums, OverviewQuery, OverviewSchema } from './api-schema.ts';
import {
  countDecisionsByWeek,
  countPendingByAge,
  countStates,
  listPortals,
  measureTimeToDecision,
  sumCreditsByPortal,
  sumCreditsByTemplate,
  sumCreditsOfTemplate,
} from './overview-queries.ts';

const noSums = {
  credits: '0.00',
  used_credits: '0.00',
  used_seconds: 0,
  granted_seconds: null,
  awards: 0,
};

/** `/api/overview/` and the use of a template: figures about the awards that the caller may see. */
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
        credits_by_portal,
        portals,
      ] = await Promise.all([
        countStates(db, scope),
        countPendingByAge(db, scope, now),
        countDecisionsByWeek(db, scope, period),
        measureTimeToDecision(db, scope, period),
        sumCreditsByTemplate(db, scope),
        sumCreditsByPortal(db, scope),
        listPortals(db, caller),
      ]);
      return {
        states,
        pending_by_age,
        decisions_by_week,
        time_to_decision,
        credits_by_template,
        credits_by_portal,
        portals,
      };
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
      return sums ?? noSums;
    },
  });
}
