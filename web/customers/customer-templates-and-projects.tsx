import { Badge, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer, Template } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';

/** As many as the service gives at once; a desk has some dozens. */
const maxTemplates = 300;

/** The templates and projects of a customer. */
export function CustomerTemplatesAndProjects({ customer }: { customer: Customer }) {
  const templates = useQuery({
    queryKey: [...queryKeys.templates, 'most'],
    queryFn: () =>
      readPage(
        api.GET('/api/openportal-project-template/', {
          params: { query: { page_size: maxTemplates } },
        }),
      ),
  });
  const count = customer.projects_count;
  return (
    <Card withBorder component="section" aria-labelledby="belongings">
      <Stack gap="sm">
        <Title order={2} size="h4" id="belongings">
          Templates and projects
        </Title>
        <QueryContent query={templates} rows={3}>
          {({ items, total }) => (
            <>
              <TemplateLinks templates={items} customer={customer} />
              {total > maxTemplates && (
                <Text size="xs" c="dimmed">
                  Of the first {maxTemplates} templates.
                </Text>
              )}
            </>
          )}
        </QueryContent>
        <PageLink to="/projects" search={{ customer_uuid: customer.uuid }} size="sm">
          {count === 1 ? 'Its project' : `Its ${count.toLocaleString('en')} projects`}
        </PageLink>
      </Stack>
    </Card>
  );
}

function TemplateLinks({ templates, customer }: { templates: Template[]; customer: Customer }) {
  const its = templates.filter((template) => listRolesInTemplate(template, customer).length > 0);
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
            {listRolesInTemplate(template, customer).map((role) => (
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
function listRolesInTemplate(
  { provider_data, customer_data }: Template,
  { uuid }: Customer,
): string[] {
  return [
    ...(provider_data.uuid === uuid ? ['provider'] : []),
    ...(customer_data.uuid === uuid ? ['customer'] : []),
  ];
}
