import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { basePath } from '../api/base-path.ts';
import { PageLink } from '../parts/page-link.tsx';
import { api, readBody } from '../api/api-client.ts';

/** The version of the service, the guide for reviewers, and the page of its interface. */
export function VersionNote({ onNavigate }: { onNavigate: () => void }) {
  const { data } = useQuery({
    queryKey: ['version'],
    queryFn: () => readBody(api.GET('/api/version/')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Text size="xs" c="dimmed" px="sm" mt="auto">
      Gatehouse {data?.version}
      <br />
      <PageLink to="/guide" inherit underline="always" onClick={onNavigate}>
        Guide
      </PageLink>{' '}
      ·{' '}
      <Anchor
        href={`${basePath}/api/docs/`}
        inherit
        underline="always"
        style={{ whiteSpace: 'nowrap' }}
      >
        API page
      </Anchor>
    </Text>
  );
}
