import { Badge, Card, Group, List, Text, Title } from '@mantine/core';
import { mayReadEverything } from '../api/permissions.ts';
import { useMe } from '../api/current-user.ts';
import { formatCustomerRole } from '../members/customer-roles.ts';
import type { Person } from '../api/types.ts';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';

/** The reader's own roles in customers; of other people, every role. */
export function CustomerRolesCard({ isOwn, person }: { isOwn: boolean; person: Person }) {
  return (
    <Card withBorder component="section" aria-labelledby="roles">
      <Title order={2} size="h4" id="roles" mb="sm">
        {isOwn ? 'Roles in customers' : 'Roles'}
      </Title>
      {isOwn ? <OwnCustomerRoles /> : <RolesOfPerson person={person} />}
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
            <Badge variant={role === 'CUSTOMER.OWNER' ? 'light' : 'default'}>
              {formatCustomerRole(role)}
            </Badge>
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

function RolesOfPerson({ person: { permissions } }: { person: Person }) {
  return (
    <>
      {permissions.length === 0 && <Text size="sm">No roles.</Text>}
      <List listStyleType="none" spacing={6} mb="sm">
        {permissions.map(({ uuid, scope_type, scope_uuid, scope_name, role_name }) => (
          <List.Item key={uuid}>
            <Group gap={6}>
              <PageLink
                to={scope_type === 'customer' ? '/customers/$uuid' : '/projects/$uuid'}
                params={{ uuid: scope_uuid }}
                size="sm"
              >
                <MarkedText text={scope_name} />
              </PageLink>
              <Badge variant="default">{formatRole(role_name)}</Badge>
            </Group>
          </List.Item>
        ))}
      </List>
      <Text size="sm">Staff grant and revoke roles on the pages of customers and projects.</Text>
    </>
  );
}

/** `PROJECT.ADMIN` is "Project admin". */
const formatRole = (name: string): string => {
  const words = name.toLowerCase().replace('.', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
