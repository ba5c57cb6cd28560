import { Button, Group, Text, Timeline } from '@mantine/core';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import type { AwardVersion } from './award-queries.ts';
import { HistoryEntry } from './history-entry.tsx';
import { AwardSection } from './award-section.tsx';
import { useAwardHistory } from './use-award-history.ts';

/** The audit entries of an award, newest first, more on request. */
export function HistorySection({ version }: { version: AwardVersion }) {
  const history = useAwardHistory(version);
  const { entries, total } = history.data ?? { entries: [], total: 0 };
  const loadMore = (): unknown => (history.data ? history.fetchNextPage() : history.refetch());
  return (
    <AwardSection title="History" aside={total > 0 && <EventCount total={total} />}>
      {history.isPending && <LoadingSkeleton rows={4} />}
      {history.isSuccess && entries.length === 0 && <HiddenHistory />}
      {entries.length > 0 && (
        <Timeline role="list" active={entries.length} bulletSize={18} lineWidth={2}>
          {entries.map((entry) => (
            <HistoryEntry key={entry.id} entry={entry} />
          ))}
        </Timeline>
      )}
      {history.isError && <ErrorAlert error={history.error} onRetry={loadMore} />}
      {history.hasNextPage && !history.isError && (
        <Group>
          <Button
            variant="default"
            size="xs"
            loading={history.isFetchingNextPage}
            onClick={loadMore}
          >
            Show more
          </Button>
        </Group>
      )}
    </AwardSection>
  );
}

/** Every award has an entry of its arrival, so a reader without entries may not see them. */
function HiddenHistory() {
  return (
    <Text size="sm" c="dimmed">
      You may not see the history: it is for owners and managers of the customer and the provider.
    </Text>
  );
}

function EventCount({ total }: { total: number }) {
  return (
    <Text size="sm" c="dimmed">
      {total === 1 ? '1 event' : `${total} events`}
    </Text>
  );
}
