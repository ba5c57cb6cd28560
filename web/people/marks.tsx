import { Badge, Group } from '@mantine/core';
import type { Person } from '../api/types.ts';

type Marked = Pick<Person, 'is_staff' | 'is_support' | 'is_active' | 'is_service_account'>;

/** What is special about an account: staff, support, inactive. */
export function Marks({ person }: { person: Marked }) {
  return (
    <Group gap={4} wrap="nowrap">
      {person.is_staff && <Mark color="gate">Staff</Mark>}
      {person.is_support && <Mark color="grape">Support</Mark>}
      {person.is_service_account && <Mark color="cyan">Service account</Mark>}
      {!person.is_active && <Mark color="gray">Inactive</Mark>}
    </Group>
  );
}

function Mark({ color, children }: { color: string; children: string }) {
  return (
    <Badge color={color} variant="light" tt="none" miw="max-content">
      {children}
    </Badge>
  );
}
