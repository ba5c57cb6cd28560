import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, readCount } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayChangeTemplate } from '../api/permissions.ts';
import type { Template } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { PageLink } from '../parts/page-link.tsx';

/** How many awards use a template, counting those that the reader may see. */
export function useTemplateAwardCount(uuid: string) {
  return useQuery({
    queryKey: [...queryKeys.awards, 'of template', uuid],
    queryFn: () =>
      readCount(
        api.HEAD('/api/openportal-managed-projects/', {
          params: { query: { project_template_uuid: uuid } },
        }),
      ),
  });
}

/** Below the title: links to the list and to the awards, and a note for readers who cannot edit. */
export function TemplateSubtitle({ template }: { template: Template | undefined }) {
  const me = useMe();
  return (
    <Group gap="md">
      <PageLink to="/templates">All templates</PageLink>
      {template !== undefined && <TemplateAwardsLink uuid={template.uuid} />}
      {template !== undefined && !mayChangeTemplate(me, template) && (
        <Text size="sm">Only staff and owners of the provider can change it.</Text>
      )}
    </Group>
  );
}

function TemplateAwardsLink({ uuid }: { uuid: string }) {
  const { data: count } = useTemplateAwardCount(uuid);
  if (count === undefined) return null;
  if (count === 0) return <Text size="sm">No awards</Text>;
  return (
    <PageLink to="/" search={{ project_template_uuid: uuid }}>
      {count === 1 ? '1 award' : `${count.toLocaleString('en')} awards`}
    </PageLink>
  );
}
