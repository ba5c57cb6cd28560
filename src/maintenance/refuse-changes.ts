import { MaintenanceProblem } from '../http/http-problem.ts';
import type { App } from '../http/app-context.ts';
import type { Maintenance } from './maintenance-state.ts';

/** null: changes are accepted. */
export type GetMaintenance = () => Maintenance | null;

const readMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Answers every request that would change something with 503 while maintenance lasts, before anything
 * is done. It applies to routes that are added afterwards. A change that slips through in the moment
 * in which maintenance begins is refused by the database.
 */
export function refuseChangesInMaintenance(app: App, getMaintenance: GetMaintenance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const maintenance = getMaintenance();
    if (maintenance === null || readMethods.has(request.method)) return done();
    const { config, url } = request.routeOptions;
    if (url === undefined || config.isAllowedInMaintenance || config.scope === 'read') {
      return done();
    }
    done(new MaintenanceProblem(maintenance.message));
  });
}
