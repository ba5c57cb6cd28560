import { Badge, Group } from '@mantine/core';
import type { Person } from '../api/types.ts';

type AccountFlags = Pick<Person, 'is_staff' | 'is_support' | 'is_active' | 'is_service_account'>;

/** Badges of an account: staff, support, service account, inactive. */
export function AccountBadges({ person }: { person: AccountFlags }) {
  return (
    <Group gap={4} wrap="nowrap">
      {person.is_staff && <AccountBadge color="gate">Staff</AccountBadge>}
      {person.is_support && <AccountBadge color="grape">Support</AccountBadge>}
      {person.is_service_account && <AccountBadge color="cyan">Service account</AccountBadge>}
      {!person.is_active && <AccountBadge color="gray">Inactive</AccountBadge>}
    </Group>
  );
}

function AccountBadge({ color, children }: { color: string; children: string }) {
  return (
    <Badge color={color} variant="light" miw="max-content">
      {children}
    </Badge>
  );
}
