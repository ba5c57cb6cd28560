import { toUtcDay, GRACE_DAYS, isExpired } from '../../src/award/dates.ts';
import type { Project } from '../api/types.ts';
import { formatDate } from '../parts/time-format.tsx';

/** The state of a project today (docs/rules/awards.md, A1.4). */
export type ProjectState = 'active' | 'grace' | 'expired' | 'removed';

type ProjectStateInput = Pick<Project, 'is_removed' | 'is_in_grace_period' | 'end_date'>;

/** The state by the dates of the award rules; grace comes from the API. */
export function computeProjectState(project: ProjectStateInput): ProjectState {
  if (project.is_removed) return 'removed';
  if (project.is_in_grace_period) return 'grace';
  return isExpired(project.end_date, toUtcDay(new Date())) ? 'expired' : 'active';
}

/** What the state means for this project; empty for an active project. */
export function describeProjectState(project: ProjectStateInput): string {
  const { end_date: end } = project;
  switch (computeProjectState(project)) {
    case 'removed':
      return 'Marked as removed. The record stays, but no award can be attached to the project.';
    case 'grace':
      return `Ended on ${formatDate(end)}. The grace period, for finishing up, lasts until ${formatDate(computeGraceEnd(end))}.`;
    case 'expired':
      return `Ended on ${formatDate(end)}. The grace period of ${GRACE_DAYS} days is over.`;
    case 'active':
      return '';
  }
}

function computeGraceEnd(end: string | null): string | null {
  if (end === null) return null;
  const day = new Date(`${end}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + GRACE_DAYS);
  return toUtcDay(day);
}
