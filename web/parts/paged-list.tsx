import { Box, Button, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ListPage } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import { EmptyState, ErrorAlert, QueryContent } from './query-state.tsx';
import { Pager } from './pager.tsx';

interface PagedListProps<Item> {
  query: UseQueryResult<ListPage<Item>>;
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
  /** Shown when the list has no items. */
  emptyState: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** One page of a list with links to the other pages; also its loading, error and empty states. */
export function PagedList<Item>(props: PagedListProps<Item>) {
  const { query, page, pageSize, onPage, emptyState, children } = props;
  if (page > 1 && query.error instanceof ApiError && query.error.status === 404) {
    return (
      <EmptyState title={`Page ${page} does not exist`}>
        <Button variant="light" onClick={() => onPage(1)}>
          Go to the first page
        </Button>
      </EmptyState>
    );
  }
  return (
    <QueryContent query={query} rows={10}>
      {({ items, total }) => (
        <Stack gap="md">
          {query.isError && <ErrorAlert error={query.error} onRetry={() => query.refetch()} />}
          {items.length === 0 ? (
            emptyState
          ) : (
            <>
              <Box opacity={query.isPlaceholderData ? 0.6 : 1} aria-busy={query.isPlaceholderData}>
                {children(items)}
              </Box>
              <Pager page={page} pageSize={pageSize} total={total} onPage={onPage} />
            </>
          )}
        </Stack>
      )}
    </QueryContent>
  );
}
