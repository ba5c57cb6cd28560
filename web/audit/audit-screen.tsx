/* The screen of the audit of awards. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { AuditEntries } from './audit-entries.tsx';
import { type AuditSearch, defaultOrder, pageSize, buildAuditQuery } from './audit-search.ts';
import { ExportMenu } from './export-menu.tsx';
import { AuditFilters } from './audit-filters.tsx';

/** The audit: everything that has happened to awards, with filters and an export. */
export function AuditScreen() {
  const search = useSearch({ from: '/signed-in/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const query = buildAuditQuery(search);
  const entries = useQuery({
    queryKey: [...queryKeys.audit, 'list', query],
    queryFn: () =>
      readPage(api.GET('/api/openportal-managed-project-audit/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const changeSearch = (change: AuditSearch): void => {
    void navigate({
      search: (previous) => ({ ...previous, page: '', ...change }),
      resetScroll: false,
    });
  };
  return (
    <PageLayout
      title="Audit"
      subtitle="What happened to awards, by whom, and what changed. Entries are never changed."
      actions={<ExportMenu search={search} />}
    >
      <AuditFilters search={search} onChange={changeSearch} />
      <PagedList
        query={entries}
        page={parsePageNumber(search.page)}
        pageSize={pageSize}
        onPage={(page) =>
          void navigate({ search: (previous) => ({ ...previous, page: String(page) }) })
        }
        emptyState={
          <EmptyState title="No entries found">No entry matches these filters.</EmptyState>
        }
      >
        {(items) => (
          <AuditEntries
            entries={items}
            order={search.o ?? defaultOrder}
            onOrder={(o) => changeSearch({ o })}
            onFilterByAward={({ identifier, destination }) =>
              changeSearch({
                managed_project_identifier: identifier,
                managed_project_destination: destination,
              })
            }
          />
        )}
      </PagedList>
    </PageLayout>
  );
}
