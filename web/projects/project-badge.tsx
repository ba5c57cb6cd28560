import { Badge } from '@mantine/core';
import type { Project } from '../api/types.ts';
import { type ProjectState, stateOf } from './state.ts';

const looks: Record<ProjectState, { color: string; word: string }> = {
  active: { color: 'green', word: 'Active' },
  grace: { color: 'orange', word: 'In grace' },
  expired: { color: 'red', word: 'Expired' },
  removed: { color: 'gray', word: 'Removed' },
};

/** How a project stands, by word and colour. */
export function ProjectBadge({ project }: { project: Project }) {
  const { color, word } = looks[stateOf(project)];
  return (
    <Badge color={color} variant="light" tt="none" miw="max-content">
      {word}
    </Badge>
  );
}
