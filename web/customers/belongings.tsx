import { Badge, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Customer, Template } from '../api/types.ts';
import { Shown } from '../parts/feedback.tsx';
import { PageLink } from '../parts/link.tsx';

/** As many as the service gives at once; a desk has some dozens. */
const most = 300;

/** The templates and projects of a customer. */
export function Belongings({ customer }: { customer: Customer }) {
  const templates = useQuery({
    queryKey: [...keys.templates, 'most'],
    queryFn: () =>
      pageOf(
        api.GET('/api/openportal-project-template/', { params: { query: { page_size: most } } }),
      ),
  });
  const count = customer.projects_count;
  return (
    <Card withBorder component="section" aria-labelledby="belongings">
      <Stack gap="sm">
        <Title order={2} size="h4" id="belongings">
          Templates and projects
        </Title>
        <Shown query={templates} rows={3}>
          {({ items, total }) => (
            <>
              <TemplateLinks templates={items} customer={customer} />
              {total > most && (
                <Text size="xs" c="dimmed">
                  Of the first {most} templates.
                </Text>
              )}
            </>
          )}
        </Shown>
        <PageLink to="/projects" search={{ customer_uuid: customer.uuid }} size="sm">
          {count === 1 ? 'Its project' : `Its ${count.toLocaleString('en')} projects`}
        </PageLink>
      </Stack>
    </Card>
  );
}

function TemplateLinks({ templates, customer }: { templates: Template[]; customer: Customer }) {
  const its = templates.filter((template) => rolesIn(template, customer).length > 0);
  if (its.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No template names it.
      </Text>
    );
  }
  return (
    <List listStyleType="none" spacing={6}>
      {its.map((template) => (
        <List.Item key={template.uuid}>
          <Group gap={6}>
            <PageLink to="/templates/$uuid" params={{ uuid: template.uuid }} size="sm">
              {template.name}
            </PageLink>
            <Text size="xs" c="dimmed">
              {template.portal} → {template.offering}
            </Text>
            {rolesIn(template, customer).map((role) => (
              <Badge key={role} size="sm" variant="default" tt="none">
                {role}
              </Badge>
            ))}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

/** What a customer is to a template; it may be both. */
function rolesIn({ provider_data, customer_data }: Template, { uuid }: Customer): string[] {
  return [
    ...(provider_data.uuid === uuid ? ['provider'] : []),
    ...(customer_data.uuid === uuid ? ['customer'] : []),
  ];
}
