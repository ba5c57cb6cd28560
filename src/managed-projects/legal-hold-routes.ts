/* The routes by which staff put awards under legal hold and lift it. Not in Waldur. */

import { requireCaller } from '../http/caller.ts';
import { errorResponses, NoBody } from '../http/api-schemas.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { AwardKeyParams, LegalHoldBody } from './api-schema.ts';
import { awardPath, awardTags as tags } from './award-routes.ts';
import { changeLegalHold } from './legal-hold.ts';

/** `set-legal-hold` and `lift-legal-hold` of an award: docs/rules/awards.md, A8.16. */
export function legalHoldRoutes(app: App, context: AppContext): void {
  for (const [path, action, summary] of [
    ['set-legal-hold', 'legal_hold_set', 'Put a managed project under legal hold; staff only'],
    [
      'lift-legal-hold',
      'legal_hold_lifted',
      'Lift the legal hold of a managed project; staff only',
    ],
  ] as const) {
    app.post(`${awardPath}${path}/`, {
      schema: {
        operationId: `openportal_managed_projects_${path.replaceAll('-', '_')}`,
        summary,
        description:
          'While an award is under legal hold, nothing of it is deleted: no clean-up, no erasure of its people.',
        tags,
        params: AwardKeyParams,
        body: LegalHoldBody,
        response: { 200: NoBody, ...errorResponses(403, 404, 409, 413, 415) },
      },
      handler: async (request, reply) => {
        const { reason } = request.body;
        await changeLegalHold(context, request.params, requireCaller(request), { action, reason });
        return reply.send();
      },
    });
  }
}
