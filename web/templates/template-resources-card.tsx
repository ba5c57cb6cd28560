/* The resources that the projects of a template get, on the template's screen. */

import { Button, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage, mayReadEverything } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { TemplateResource } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { FormSection } from './form-section.tsx';
import { TemplateResourcesDialog } from './template-resources-dialog.tsx';

/** The resources of a template with their quotas; staff change them in a dialog. */
export function TemplateResourcesCard({ uuid }: { uuid: string }) {
  const me = useMe();
  const [isEditing, editing] = useDisclosure();
  const resources = useQuery({
    queryKey: [...queryKeys.templates, uuid, 'resources'],
    queryFn: () =>
      readBody(
        api.GET('/api/openportal-project-template/{uuid}/resources/', {
          params: { path: { uuid } },
        }),
      ),
  });
  return (
    <FormSection
      title="Resources"
      description="The machines on which each approved project of this template is made."
    >
      <QueryContent query={resources} rows={2}>
        {(items) => (
          <Stack align="flex-start">
            {items.length === 0 ? (
              <Text size="sm">None: approved projects are made on no machine.</Text>
            ) : (
              <ResourcesTable resources={items} />
            )}
            {mayManage(me) && (
              <Button
                size="xs"
                variant="light"
                leftSection={<IconPencil size={14} />}
                onClick={editing.open}
              >
                Change resources
              </Button>
            )}
            {isEditing && (
              <TemplateResourcesDialog
                templateUuid={uuid}
                resources={items}
                onClose={editing.close}
              />
            )}
          </Stack>
        )}
      </QueryContent>
    </FormSection>
  );
}

function ResourcesTable({ resources }: { resources: readonly TemplateResource[] }) {
  return (
    <ColumnTable minWidth={290} aria-label="Resources" columns={['Resource', 'Quotas']}>
      {resources.map((resource) => (
        <Table.Tr key={resource.resource} style={{ verticalAlign: 'top' }}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <ResourceName resource={resource} />
          </Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>
            <QuotaMapping mapping={resource.quota_mapping} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}

/** A link for those who may open the resource's screen. */
function ResourceName({
  resource: { resource: uuid, resource_name },
}: {
  resource: TemplateResource;
}) {
  const me = useMe();
  if (!mayReadEverything(me)) return resource_name;
  return (
    <PageLink to="/resources/$uuid" params={{ uuid }} size="sm">
      {resource_name}
    </PageLink>
  );
}

function QuotaMapping({ mapping }: { mapping: TemplateResource['quota_mapping'] }) {
  const entries = Object.entries(mapping);
  if (entries.length === 0) return '–';
  return entries.map(([key, volume]) => (
    <Text key={key} size="sm">
      {key} → {volume}
    </Text>
  ));
}
