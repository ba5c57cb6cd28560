import type { Award, Member } from '../api/types.ts';
import { computeMemberOutcomes } from './member-outcomes.ts';

/** An end that is nearer is worth a warning, in days. */
const SOON_DAYS = 14;
const dayMs = 86_400_000;

const countDays = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

const formatDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** What a reviewer might overlook in a pending award, as sentences. `today` is the site's. */
export function findAwardWarnings(award: Award, today: string): string[] {
  if (award.state !== 'pending') return [];
  return [...findDateWarnings(award, today), ...findMemberWarnings(award, [])];
}

function findDateWarnings({ details, project_data: project }: Award, today: string): string[] {
  const { start_date: start, end_date: end } = details;
  const warnings: string[] = [];
  const untilEnd = end === null ? null : countDays(today, end);
  if (untilEnd !== null && untilEnd < 0) warnings.push(`Ended ${formatDays(-untilEnd)} ago.`);
  else if (untilEnd === 0) warnings.push('Ends today.');
  else if (untilEnd !== null && untilEnd <= SOON_DAYS)
    warnings.push(`Ends in ${formatDays(untilEnd)}.`);
  const sinceStart = start === null ? 0 : countDays(start, today);
  // A running project has begun, of course.
  if (sinceStart > 0 && project.url === '')
    warnings.push(`Start passed ${formatDays(sinceStart)} ago.`);
  return warnings;
}

function findMemberWarnings(award: Award, projectMembers: readonly Member[]): string[] {
  const outcomes = computeMemberOutcomes(award, projectMembers, null);
  if (outcomes.length === 0) return ['The award names no member.'];
  return outcomes.every(({ isExcluded }) => isExcluded) ? ['No member is admitted.'] : [];
}
