/* The screen that lists customers. */

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { useMe } from '../api/current-user.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import { NewCustomerDialog } from './new-customer-dialog.tsx';
import { CustomersTable } from './customers-table.tsx';

const pageSize = 25;

/** The list of customers: organisations that provide offerings and organisations that use them. */
export function CustomersScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/customers' });
  const navigate = useNavigate({ from: '/customers' });
  const [isAdding, adding] = useDisclosure();
  const { query = '', o = 'name' } = search;
  const page = parsePageNumber(search.page);
  const customers = useQuery({
    queryKey: [...queryKeys.customers, 'list', query, o, page],
    queryFn: () =>
      readPage(
        api.GET('/api/customers/', { params: { query: { query, o, page, page_size: pageSize } } }),
      ),
    placeholderData: keepPreviousData,
  });
  const show = (change: typeof search): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <PageLayout
      title="Customers"
      subtitle="Organisations that provide offerings, and organisations whose projects use them."
      actions={
        mayManage(me) && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New customer
          </Button>
        )
      }
    >
      <SearchInput
        value={query}
        onSearch={(text) => show({ query: text })}
        placeholder="Name or abbreviation ( / )"
        aria-label="Search customers"
        maw={420}
      />
      <PagedList
        query={customers}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={<NoCustomers isSearch={query !== ''} />}
      >
        {(items) => (
          <CustomersTable customers={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </PagedList>
      <NewCustomerDialog isOpen={isAdding} onClose={adding.close} />
    </PageLayout>
  );
}

function NoCustomers({ isSearch }: { isSearch: boolean }) {
  const me = useMe();
  if (isSearch) return <EmptyState title="No customer matches">Try a shorter search.</EmptyState>;
  return (
    <EmptyState title="No customers">
      {mayManage(me)
        ? 'A template needs two customers: the provider of the offering, and the customer of the projects.'
        : 'You have no role in a customer and are in no project.'}
    </EmptyState>
  );
}
