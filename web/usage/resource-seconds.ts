import type { ProjectUsage } from '../api/types.ts';

/**
 * The granted and used node seconds of a project, with which its figures are shown in hours;
 * undefined where it is on several resources, as each of them grants the whole.
 */
export function sumResourceSeconds({
  resources,
}: ProjectUsage): { granted: number; used: number } | undefined {
  const [resource, ...others] = resources;
  if (resource === undefined || others.length > 0) return undefined;
  return { granted: resource.granted_seconds, used: resource.used_seconds };
}
