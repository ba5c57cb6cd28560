import { toUtcDay, GRACE_DAYS, isExpired } from '../../src/award/dates.ts';
import type { Project } from '../api/types.ts';
import { formatDate } from '../parts/time-format.tsx';

/** How a project stands today (awards.md, The things). */
export type ProjectState = 'active' | 'grace' | 'expired' | 'removed';

type ProjectStateInput = Pick<Project, 'is_removed' | 'is_in_grace_period' | 'end_date'>;

export function computeProjectState(project: ProjectStateInput): ProjectState {
  if (project.is_removed) return 'removed';
  if (project.is_in_grace_period) return 'grace';
  return isExpired(project.end_date, toUtcDay(new Date())) ? 'expired' : 'active';
}

/** What a state means for this project, where that is more than its name says. */
export function describeProjectState(project: ProjectStateInput): string {
  const { end_date: end } = project;
  switch (computeProjectState(project)) {
    case 'removed':
      return 'Marked as removed: it stays on record, and no award can be attached to it.';
    case 'grace':
      return `Ended on ${formatDate(end)}; in grace until ${formatDate(computeGraceEnd(end))}, so that it can still be tidied up.`;
    case 'expired':
      return `Ended on ${formatDate(end)}, and its ${GRACE_DAYS} days of grace are over.`;
    default:
      return '';
  }
}

function computeGraceEnd(end: string | null): string | null {
  if (end === null) return null;
  const day = new Date(`${end}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + GRACE_DAYS);
  return toUtcDay(day);
}
