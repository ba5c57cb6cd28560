import { Badge, Card, Group, List, Text, Title } from '@mantine/core';
import { mayReadEverything } from '../api/permissions.ts';
import { useMe } from '../api/current-user.ts';
import { formatCustomerRole } from '../members/customer-roles.ts';
import { PageLink } from '../parts/page-link.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The reader's own roles in customers; for other people, a hint where their roles are shown. */
export function CustomerRolesCard({ isOwn }: { isOwn: boolean }) {
  return (
    <Card withBorder component="section" aria-labelledby="roles">
      <Title order={2} size="h4" id="roles" mb="sm">
        Roles in customers
      </Title>
      {isOwn ? <OwnCustomerRoles /> : <CustomerRolesHint />}
    </Card>
  );
}

function OwnCustomerRoles() {
  const me = useMe();
  if (me.customer_roles.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No roles.{mayReadEverything(me) && ' You see every award without a role.'}
      </Text>
    );
  }
  return (
    <List listStyleType="none" spacing={6}>
      {me.customer_roles.map(({ customer_uuid: uuid, customer_name, role }) => (
        <List.Item key={`${uuid} ${role}`}>
          <Group gap={6}>
            <PageLink to="/customers/$uuid" params={{ uuid }} size="sm">
              <MarkedText text={customer_name} />
            </PageLink>
            <Badge variant={role === 'CUSTOMER.OWNER' ? 'light' : 'default'} tt="none">
              {formatCustomerRole(role)}
            </Badge>
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

function CustomerRolesHint() {
  return (
    <Text size="sm">
      The page of each{' '}
      <PageLink to="/customers" underline="always">
        customer
      </PageLink>{' '}
      shows the people with a role in it. Staff grant and revoke roles there.
    </Text>
  );
}
