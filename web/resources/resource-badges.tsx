import { Badge, Group } from '@mantine/core';
import type { Resource } from '../api/types.ts';

/** Whether a resource is changed, only observed, or switched off. */
export function ResourceBadges({ resource }: { resource: Pick<Resource, 'mode' | 'is_enabled'> }) {
  const isActive = resource.mode === 'active';
  return (
    <Group gap={4} wrap="nowrap">
      <Badge color={isActive ? 'green' : 'gray'} variant="light" miw="max-content">
        {isActive ? 'Active' : 'Observed'}
      </Badge>
      {!resource.is_enabled && (
        <Badge color="orange" variant="light" miw="max-content">
          Switched off
        </Badge>
      )}
    </Group>
  );
}
