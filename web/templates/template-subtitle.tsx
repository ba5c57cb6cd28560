import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, readCount } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import type { Template } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { PageLink } from '../parts/page-link.tsx';

/** How many awards of a template are held, of those that one may see. */
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

/** Under the title: the way back, its awards, and who may change it. */
export function TemplateSubtitle({ template }: { template: Template | undefined }) {
  const me = useMe();
  return (
    <Group gap="md">
      <PageLink to="/templates">All templates</PageLink>
      {template !== undefined && <TemplateAwardsLink uuid={template.uuid} />}
      {!mayManage(me) && <Text size="sm">Only staff change templates.</Text>}
    </Group>
  );
}

function TemplateAwardsLink({ uuid }: { uuid: string }) {
  const { data: count } = useTemplateAwardCount(uuid);
  if (count === undefined) return null;
  if (count === 0) return <Text size="sm">No award of it is held</Text>;
  return (
    <PageLink to="/" search={{ project_template_uuid: uuid }}>
      {count === 1 ? 'One award of it' : `${count.toLocaleString('en')} awards of it`}
    </PageLink>
  );
}
