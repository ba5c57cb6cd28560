export type ArgumentKind = 'project' | 'user' | 'portal' | 'seconds' | 'volume' | 'limit' | 'range';

/** Every instruction that the network understands, with its arguments. */
export const verbArguments: Record<string, ArgumentKind[]> = {
  add_project: ['project'],
  remove_project: ['project'],
  get_projects: ['portal'],
  get_project_mapping: ['project'],
  block_project: ['project'],
  unblock_project: ['project'],
  is_blocked_project: ['project'],
  is_project_added: ['project'],
  is_project_removed: ['project'],
  add_user: ['user'],
  remove_user: ['user'],
  get_users: ['project'],
  get_user_mapping: ['user'],
  block_user: ['user'],
  unblock_user: ['user'],
  is_blocked_user: ['user'],
  is_protected_user: ['user'],
  is_user_added: ['user'],
  is_user_removed: ['user'],
  set_limit: ['project', 'seconds'],
  get_limit: ['project'],
  set_project_quota: ['project', 'volume', 'limit'],
  get_project_quota: ['project', 'volume'],
  get_project_quotas: ['project'],
  clear_project_quota: ['project', 'volume'],
  set_user_quota: ['user', 'volume', 'limit'],
  get_user_quota: ['user', 'volume'],
  get_user_quotas: ['user'],
  clear_user_quota: ['user', 'volume'],
  get_usage_report: ['project', 'range'],
  get_usage_reports: ['portal', 'range'],
  get_storage_report: ['project', 'range'],
  get_storage_reports: ['portal', 'range'],
};

/** Since 0.93; 0.32.2 refuses them with 500 "Invalid instruction" [run]. */
const newVerbs = ['is_project_added', 'is_user_added', 'is_project_removed', 'is_user_removed'];

/** Versions of the agents that this network knows. */
export function isNewVersion(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 0 || minor >= 93;
}

export function isKnownTo(version: string, verb: string): boolean {
  if (!Object.hasOwn(verbArguments, verb)) return false;
  return isNewVersion(version) || !newVerbs.includes(verb);
}
