import { Badge } from '@mantine/core';
import type { Project } from '../api/types.ts';
import { type ProjectState, computeProjectState } from './project-state.ts';

const stateStyles: Record<ProjectState, { color: string; word: string }> = {
  active: { color: 'green', word: 'Active' },
  grace: { color: 'orange', word: 'In grace' },
  expired: { color: 'red', word: 'Expired' },
  removed: { color: 'gray', word: 'Removed' },
};

/** How a project stands, by word and colour. */
export function ProjectStateBadge({ project }: { project: Project }) {
  const { color, word } = stateStyles[computeProjectState(project)];
  return (
    <Badge color={color} variant="light" tt="none" miw="max-content">
      {word}
    </Badge>
  );
}
