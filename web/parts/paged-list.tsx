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
  /** Shown where there is none. */
  emptyState: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** One page of a list: on its way, refused, empty, or shown with the way to the others. */
export function PagedList<Item>(props: PagedListProps<Item>) {
  const { query, page, pageSize, onPage, emptyState: empty, children } = props;
  if (page > 1 && query.error instanceof ApiError && query.error.status === 404) {
    return (
      <EmptyState title={`There is no page ${page}`}>
        <Button variant="light" onClick={() => onPage(1)}>
          To the first page
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
            empty
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
