import type { Instruction } from '../network/instruction.ts';
import type { SeenFacts, WantedFacts } from './pair-facts.ts';

/**
 * The next thing to ask about a project on a resource that is only observed; null when everything
 * is known that decides what would be done.
 */
export function nextQuestion(wanted: WantedFacts, seen: SeenFacts): Instruction | null {
  if (seen.project === 'unknown') return { verb: 'get_project_mapping' };
  if (seen.project !== 'added') return null;
  if (seen.members === null) return { verb: 'get_users' };
  if (seen.limit === null && seen.limitError === null) return { verb: 'get_limit' };
  if (seen.blocked === null) return { verb: 'is_blocked_project' };
  const volume = Object.keys(wanted.quotas).find((name) => seen.quotas[name] === undefined);
  return volume === undefined ? null : { verb: 'get_project_quota', volume };
}
