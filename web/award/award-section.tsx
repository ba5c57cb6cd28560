import { Group, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChangedBadge } from './changed-badge.tsx';

interface AwardSectionProps {
  title: string;
  /** Fields whose changes are marked beside the title. */
  fields?: readonly string[];
  /** Right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A section of the award page with its title. */
export function AwardSection({ title, fields = [], aside, children }: AwardSectionProps) {
  return (
    <Paper withBorder px="md" py="sm" component="section" aria-label={title}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Group gap="xs">
            <Title order={2} size="h4">
              {title}
            </Title>
            {fields.map((field) => (
              <ChangedBadge key={field} field={field} />
            ))}
          </Group>
          {aside}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
