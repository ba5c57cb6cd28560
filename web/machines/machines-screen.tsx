/* The screen that lists projects on resources, first of all those that need attention. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { EmptyState } from '../parts/query-state.tsx';
import { parsePageNumber } from '../parts/search-params.ts';
import { MachineFilters } from './machine-filters.tsx';
import { isDefaultSearch, type MachineSearch, toMachineQuery } from './machine-search.ts';
import { MachinesTable } from './machines-table.tsx';

const pageSize = 50;

/** Projects on resources over all projects, by state and resource. */
export function MachinesScreen() {
  const search = useSearch({ from: '/signed-in/machines' });
  const navigate = useNavigate({ from: '/machines' });
  const page = parsePageNumber(search.page);
  const query = { ...toMachineQuery(search), o: '-last_error_at', page, page_size: pageSize };
  const machines = useQuery({
    queryKey: [...queryKeys.machines, 'list', query],
    queryFn: () => readPage(api.GET('/api/openportal-machines/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: MachineSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <PageLayout
      title="Needs attention"
      subtitle="Projects on resources that failed three times in a row or will always fail, and with other filters all the others."
    >
      <MachineFilters search={search} onChange={show} />
      <PagedList
        query={machines}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={<NoMachines search={search} />}
      >
        {(items) => <MachinesTable machines={items} />}
      </PagedList>
    </PageLayout>
  );
}

function NoMachines({ search }: { search: MachineSearch }) {
  if (isDefaultSearch(search)) {
    return (
      <EmptyState title="Nothing needs attention">
        Every project on a resource is as wanted, or is being brought there.
      </EmptyState>
    );
  }
  return <EmptyState title="No project matches">Choose another state or resource.</EmptyState>;
}
