import type { App, AppContext } from '../http/app-context.ts';
import { awardReadRoutes } from './award-routes.ts';
import { internalNoteRoutes } from './internal-note-routes.ts';
import { awardExportRoutes } from './award-export-routes.ts';
import { legalHoldRoutes } from './legal-hold-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { sharedWorkRoutes } from './shared-work-routes.ts';

/** `/api/openportal-managed-projects/` (docs/rules/api.md). */
export function managedProjectRoutes(app: App, context: AppContext): void {
  awardReadRoutes(app, context);
  reviewRoutes(app, context);
  internalNoteRoutes(app, context);
  sharedWorkRoutes(app, context);
  legalHoldRoutes(app, context);
  awardExportRoutes(app, context);
}
