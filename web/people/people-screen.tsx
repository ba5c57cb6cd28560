/* The screen that lists accounts. */

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage, mayReadEverything } from '../api/permissions.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { useMe } from '../api/current-user.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { PeopleFilters } from './people-filters.tsx';
import { NewPersonDialog } from './new-person-dialog.tsx';
import { RefusedSignOnsCard } from './refused-sign-ons-card.tsx';
import { PeopleTable } from './people-table.tsx';

const pageSize = 25;

/** The list of accounts. */
export function PeopleScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/people' });
  const navigate = useNavigate({ from: '/people' });
  const [isAdding, adding] = useDisclosure();
  const { o = 'username', page: pageText, ...filters } = search;
  const query = { ...filters, o, page: parsePageNumber(pageText), page_size: pageSize };
  const people = useQuery({
    queryKey: [...queryKeys.people, 'list', query],
    queryFn: () => readPage(api.GET('/api/users/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: typeof search): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <PageLayout
      title="People"
      subtitle="Everybody with an account. Accounts are deactivated, never deleted, so that decisions keep their author."
      actions={
        mayManage(me) && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New person
          </Button>
        )
      }
    >
      {mayReadEverything(me) && <RefusedSignOnsCard mayLink={mayManage(me)} />}
      <PeopleFilters search={search} onChange={show} />
      <PagedList
        query={people}
        page={query.page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={
          <EmptyState title="Nobody matches">Try a shorter search or other filters.</EmptyState>
        }
      >
        {(items) => (
          <PeopleTable people={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </PagedList>
      <NewPersonDialog isOpen={isAdding} onClose={adding.close} />
    </PageLayout>
  );
}
