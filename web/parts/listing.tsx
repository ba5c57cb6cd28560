import { Box, Button, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ListPage } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { Empty, Failure, Shown } from './feedback.tsx';
import { Pager } from './pager.tsx';

interface ListingProps<Item> {
  query: UseQueryResult<ListPage<Item>>;
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
  /** Shown where there is none. */
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** One page of a list: on its way, refused, empty, or shown with the way to the others. */
export function Listing<Item>(props: ListingProps<Item>) {
  const { query, page, pageSize, onPage, empty, children } = props;
  if (page > 1 && query.error instanceof Problem && query.error.status === 404) {
    return (
      <Empty title={`There is no page ${page}`}>
        <Button variant="light" onClick={() => onPage(1)}>
          To the first page
        </Button>
      </Empty>
    );
  }
  return (
    <Shown query={query} rows={10}>
      {({ items, total }) => (
        <Stack gap="md">
          {query.isError && <Failure error={query.error} onRetry={() => query.refetch()} />}
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
    </Shown>
  );
}
