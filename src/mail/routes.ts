import type { App, AppContext } from '../http/app-context.ts';
import type { MailConfig } from './mail-config.ts';
import { mailLogRoutes } from './mail-log-routes.ts';
import { mailSwitchRoutes } from './mail-switch-routes.ts';
import { mailPreferenceRoutes } from './preference-routes.ts';
import { unsubscribeRoutes } from './unsubscribe-routes.ts';

/** Every route of mail. `config` is null where the site sends none. */
export function mailRoutes(app: App, context: AppContext, config: MailConfig | null): void {
  mailPreferenceRoutes(app, context, config);
  mailSwitchRoutes(app, context);
  mailLogRoutes(app, context, config);
  unsubscribeRoutes(app, context, config);
}
