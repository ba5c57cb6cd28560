import { Badge } from '@mantine/core';
import type { Project } from '../api/types.ts';
import { type ProjectState, computeProjectState } from './project-state.ts';

const stateStyles: Record<ProjectState, { color: string; label: string }> = {
  active: { color: 'green', label: 'Active' },
  grace: { color: 'orange', label: 'In grace' },
  expired: { color: 'red', label: 'Expired' },
  removed: { color: 'gray', label: 'Removed' },
};

/** The state of a project as a coloured badge. */
export function ProjectStateBadge({ project }: { project: Project }) {
  const { color, label } = stateStyles[computeProjectState(project)];
  return (
    <Badge color={color} variant="light" miw="max-content">
      {label}
    </Badge>
  );
}
