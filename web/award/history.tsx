import { Button, Group, Text, Timeline } from '@mantine/core';
import { Failure, Loading } from '../parts/feedback.tsx';
import type { SeenAward } from './award-query.ts';
import { HistoryEntry } from './history-entry.tsx';
import { Section } from './section.tsx';
import { useHistory } from './use-history.ts';

export function HistorySection({ seen }: { seen: SeenAward }) {
  const history = useHistory(seen);
  const { entries, total } = history.data ?? { entries: [], total: 0 };
  const more = (): unknown => (history.data ? history.fetchNextPage() : history.refetch());
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
