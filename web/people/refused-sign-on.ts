import type { paths } from '../api/schema.gen.ts';

/** Somebody whom the service refused after a provider had confirmed who they are. */
export type RefusedSignOn =
  paths['/api/refused-sign-ons/']['get']['responses'][200]['content']['application/json'][number];

/** Why they were refused, by the codes of the sign-on service. */
export const refusalTexts: Readonly<Record<string, string>> = {
  unknown: 'No account here',
  unverified: 'Email not verified by the provider',
  inactive: 'Account deactivated',
  taken: 'User name taken',
};
