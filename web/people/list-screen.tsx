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
import { PeopleFilters } from './filters.tsx';
import { NewPerson } from './new-person.tsx';
import { PeopleTable } from './table.tsx';

const pageSize = 25;

/** Everybody who has an account. */
export function PeopleScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/people' });
  const navigate = useNavigate({ from: '/people' });
  const [isAdding, adding] = useDisclosure();
  const { o = 'username', page: pageText, ...filters } = search;
  const query = { ...filters, o, page: pageNumber(pageText), page_size: pageSize };
  const people = useQuery({
    queryKey: [...keys.people, 'list', query],
    queryFn: () => pageOf(api.GET('/api/users/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: typeof search): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <Page
      title="People"
      about="Everybody with an account. People are deactivated, never deleted, so that what they decided keeps its author."
      actions={
        mayManage(me) && (
          <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
            New person
          </Button>
        )
      }
    >
      <PeopleFilters search={search} onChange={show} />
      <Listing
        query={people}
        page={query.page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        empty={<Empty title="Nobody was found">Try fewer letters, or other filters.</Empty>}
      >
        {(items) => (
          <PeopleTable people={items} order={o} onOrder={(order) => show({ o: order })} />
        )}
      </Listing>
      <NewPerson isOpen={isAdding} onClose={adding.close} />
    </Page>
  );
}
