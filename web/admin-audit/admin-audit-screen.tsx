/* The screen of the administrative audit. */

import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { basePath } from '../api/base-path.ts';
import { queryKeys } from '../api/query-keys.ts';
import { toInstant } from '../parts/site-time-zone.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { AdminAuditEntryCard } from './admin-audit-entry.tsx';
import { AdminAuditFilters, type AdminAuditSearch } from './admin-audit-filters.tsx';

const pageSize = 25;

/** The list of administrative changes: people, roles, tokens, templates, settings. */
export function AdminAuditScreen() {
  const search = useSearch({ from: '/signed-in/administration' });
  const navigate = useNavigate({ from: '/administration' });
  const { page: pageText, ...typed } = search;
  const filters = toInstants(typed);
  const query = { ...filters, page: parsePageNumber(pageText), page_size: pageSize };
  const entries = useQuery({
    queryKey: [...queryKeys.administration, query],
    queryFn: () => readPage(api.GET('/api/administrative-audit/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: AdminAuditSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  const activeFilters = Object.entries(filters).filter(
    (entry): entry is [string, string] => !!entry[1],
  );
  return (
    <PageLayout
      title="Administrative audit"
      subtitle="Changes of people, roles, tokens, templates and settings: who made them, from where, and the values before and after. Entries never change."
      actions={
        <Button
          component="a"
          href={`${basePath}/api/administrative-audit/export/?${new URLSearchParams(activeFilters)}`}
          download
          variant="default"
          leftSection={<IconDownload size={16} />}
        >
          Export as CSV
        </Button>
      }
    >
      <AdminAuditFilters search={search} onChange={show} />
      <PagedList
        query={entries}
        page={query.page}
        pageSize={pageSize}
        onPage={(page) => void navigate({ search: (old) => ({ ...old, page: String(page) }) })}
        emptyState={<EmptyState title="No entries">No entry matches these filters.</EmptyState>}
      >
        {(items) => (
          <Stack gap="xs" component="section" aria-label="Entries">
            {items.map((entry) => (
              <AdminAuditEntryCard key={entry.id} entry={entry} />
            ))}
          </Stack>
        )}
      </PagedList>
    </PageLayout>
  );
}

/** The days of the filter are whole days in the site's time zone. */
function toInstants({
  timestamp_after: after,
  timestamp_before: before,
  ...rest
}: AdminAuditSearch) {
  return {
    ...rest,
    ...(after !== undefined && {
      timestamp_after: toInstant(after, '00:00:00.000').toISOString(),
    }),
    ...(before !== undefined && {
      timestamp_before: toInstant(before, '23:59:59.999').toISOString(),
    }),
  };
}
