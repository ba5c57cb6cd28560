import type { ProjectUsage } from '../api/types.ts';
import type { UsedSeconds } from './describe-credits.ts';

/**
 * The granted and used node seconds of a project on machines, with which its figures are shown in
 * hours. On several resources the granted ones are unknown, as each of them grants the whole.
 */
export function sumResourceSeconds({ resources }: ProjectUsage): UsedSeconds {
  const [resource, ...others] = resources;
  const granted = others.length === 0 ? (resource?.granted_seconds ?? null) : null;
  return { granted, used: resources.reduce((sum, one) => sum + one.used_seconds, 0) };
}
