import { Badge, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer, Template } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The largest page of the API; a site has some dozens of templates. */
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
    <Card withBorder component="section" aria-labelledby="templates-and-projects">
      <Stack gap="sm">
        <Title order={2} size="h4" id="templates-and-projects">
          Templates and projects
        </Title>
        <QueryContent query={templates} rows={3}>
          {({ items, total }) => (
            <>
              <TemplateLinks templates={items} customer={customer} />
              {total > maxTemplates && (
                <Text size="xs" c="dimmed">
                  Only the first {maxTemplates} templates are searched.
                </Text>
              )}
            </>
          )}
        </QueryContent>
        <PageLink to="/projects" search={{ customer_uuid: customer.uuid }} size="sm">
          {count === 1 ? '1 project' : `${count.toLocaleString('en')} projects`}
        </PageLink>
      </Stack>
    </Card>
  );
}

function TemplateLinks({ templates, customer }: { templates: Template[]; customer: Customer }) {
  const used = templates.filter((template) => listRolesInTemplate(template, customer).length > 0);
  if (used.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No template uses this customer.
      </Text>
    );
  }
  return (
    <List listStyleType="none" spacing={6}>
      {used.map((template) => (
        <List.Item key={template.uuid}>
          <Group gap={6}>
            <PageLink to="/templates/$uuid" params={{ uuid: template.uuid }} size="sm">
              <MarkedText text={template.name} />
            </PageLink>
            <Text size="xs" c="dimmed">
              {template.portal} → {template.offering}
            </Text>
            {listRolesInTemplate(template, customer).map((role) => (
              <Badge key={role} size="sm" variant="default">
                {role}
              </Badge>
            ))}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

/** Whether a customer is the provider or the customer of a template, or both. */
function listRolesInTemplate(
  { provider_data, customer_data }: Template,
  { uuid }: Customer,
): string[] {
  return [
    ...(provider_data.uuid === uuid ? ['provider'] : []),
    ...(customer_data.uuid === uuid ? ['customer'] : []),
  ];
}
