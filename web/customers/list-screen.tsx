import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { mayManage } from '../api/may.ts';
import { pageNumber } from '../app/search.ts';
import { useMe } from '../app/session.tsx';
import { Empty } from '../parts/feedback.tsx';
import { Listing } from '../parts/listing.tsx';
import { Page } from '../parts/page.tsx';
import { Search } from '../parts/search.tsx';
import { NewCustomer } from './new-customer.tsx';
import { CustomersTable } from './table.tsx';

const pageSize = 25;

/** The organisations that give time and that get it. */
export function CustomersScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/customers' });
  const navigate = useNavigate({ from: '/customers' });
  const [isAdding, adding] = useDisclosure();
  const { query = '', o = 'name' } = search;
  const page = pageNumber(search.page);
  const customers = useQuery({
    queryKey: [...keys.customers, 'list', query, o, page],
    queryFn: () =>
      pageOf(
        api.GET('/api/customers/', { params: { query: { query, o, page, page_size: pageSize } } }),
      ),
    placeholderData: keepPreviousData,
  });
  const show = (change: typeof search): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <Page
      title="Customers"
      about="Organisations: those that provide offerings, and those whose projects use them."
      actions={
        mayManage(me) && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New customer
          </Button>
        )
      }
    >
      <Search
        value={query}
        onSearch={(text) => show({ query: text })}
        placeholder="Name or abbreviation ( / )"
        aria-label="Search customers"
        maw={420}
      />
      <Listing
        query={customers}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        empty={<NoCustomers isSearched={query !== ''} />}
      >
        {(items) => (
          <CustomersTable customers={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </Listing>
      <NewCustomer isOpen={isAdding} onClose={adding.close} />
    </Page>
  );
}

function NoCustomers({ isSearched }: { isSearched: boolean }) {
  const { is_staff } = useMe();
  if (isSearched) return <Empty title="No customer fits">Try fewer letters.</Empty>;
  return (
    <Empty title="No customers">
      {is_staff
        ? 'A template needs two: who provides the offering, and who gets the projects.'
        : 'You have no role in a customer, and no project of one.'}
    </Empty>
  );
}
