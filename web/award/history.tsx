import { Button, Group, Text, Timeline } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, pageOf } from '../api/client.ts';
import type { AuditEntry } from '../api/types.ts';
import { Failure, Loading } from '../parts/feedback.tsx';
import type { SeenAward } from './award-query.ts';
import { HistoryEntry } from './history-entry.tsx';
import { Section } from './section.tsx';

const pageSize = 10;

/**
 * What happened to this award, newest first. Kept by the ETag of the award that is shown and not
 * by the audit's key, so that it grows when the reader takes what is new, and not before.
 */
function useHistory({ award: { identifier, destination }, etag }: SeenAward) {
  return useInfiniteQuery({
    queryKey: ['history', identifier, destination, etag],
    queryFn: ({ pageParam }) =>
      pageOf(
        api.GET('/api/openportal-managed-project-audit/', {
          params: {
            query: {
              managed_project_identifier: identifier,
              managed_project_destination: destination,
              o: '-timestamp,-id',
              page: pageParam,
              page_size: pageSize,
            },
          },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, pages) =>
      pages.length * pageSize < last.total ? pages.length + 1 : undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function HistorySection({ seen }: { seen: SeenAward }) {
  const history = useHistory(seen);
  const pages = history.data?.pages ?? [];
  const byId = new Map(pages.flatMap(({ items }) => items.map((entry) => [entry.id, entry])));
  const entries = [...byId.values()] as AuditEntry[];
  const more = (): unknown => (pages.length > 0 ? history.fetchNextPage() : history.refetch());
  const total = pages.at(-1)?.total ?? 0;
  return (
    <Section title="History" aside={total > 0 && <Total total={total} />}>
      {history.isPending && <Loading rows={4} />}
      {entries.length > 0 && (
        <Timeline role="list" active={entries.length} bulletSize={18} lineWidth={2}>
          {entries.map((entry) => (
            <HistoryEntry key={entry.id} entry={entry} />
          ))}
        </Timeline>
      )}
      {history.isError && <Failure error={history.error} onRetry={more} />}
      {history.hasNextPage && !history.isError && (
        <Group>
          <Button variant="default" size="xs" loading={history.isFetchingNextPage} onClick={more}>
            Show more
          </Button>
        </Group>
      )}
    </Section>
  );
}

function Total({ total }: { total: number }) {
  return (
    <Text size="sm" c="dimmed">
      {total === 1 ? '1 event' : `${total} events`}
    </Text>
  );
}
