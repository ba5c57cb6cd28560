import { dayOf, graceDays, hasExpired } from '../../src/award/dates.ts';
import type { Project } from '../api/types.ts';
import { formatDay } from '../parts/time.tsx';

/** How a project stands today (awards.md, The things). */
export type ProjectState = 'active' | 'grace' | 'expired' | 'removed';

type Standing = Pick<Project, 'is_removed' | 'is_in_grace_period' | 'end_date'>;

export function stateOf(project: Standing): ProjectState {
  if (project.is_removed) return 'removed';
  if (project.is_in_grace_period) return 'grace';
  return hasExpired(project.end_date, dayOf(new Date())) ? 'expired' : 'active';
}

/** What a state means for this project, where that is more than its name says. */
export function stateInWords(project: Standing): string {
  const { end_date: end } = project;
  switch (stateOf(project)) {
    case 'removed':
      return 'Marked as removed: it stays on record, and no award can be attached to it.';
    case 'grace':
      return `Ended on ${formatDay(end)}; in grace until ${formatDay(graceEnd(end))}, so that it can still be tidied up.`;
    case 'expired':
      return `Ended on ${formatDay(end)}, and its ${graceDays} days of grace are over.`;
    default:
      return '';
  }
}

function graceEnd(end: string | null): string | null {
  if (end === null) return null;
  const day = new Date(`${end}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + graceDays);
  return dayOf(day);
}
