import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { AuditEntry } from '../api/types.ts';
import { pageNumber } from '../app/search.ts';
import { Empty } from '../parts/feedback.tsx';
import { Listing } from '../parts/listing.tsx';
import { Page } from '../parts/page.tsx';
import { Entries } from './entries.tsx';
import { type AuditSearch, defaultOrder, exportAddress, pageSize, queryOf } from './filter.ts';
import { Filters } from './filters.tsx';

/** Everything that happened to awards, for as long as there is a desk. */
export function AuditScreen() {
  const search = useSearch({ from: '/signed-in/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const query = queryOf(search);
  const entries = useQuery({
    queryKey: [...keys.audit, 'list', query],
    queryFn: () => pageOf(api.GET('/api/openportal-managed-project-audit/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: AuditSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <Page
      title="Audit"
      about="What happened to awards, who did it and what changed. Entries are never changed."
      actions={
        <Button
          component="a"
          href={exportAddress(search)}
          download
          variant="default"
          leftSection={<IconDownload size={16} />}
        >
          Export as CSV
        </Button>
      }
    >
      <Filters search={search} onChange={show} />
      <Listing
        query={entries}
        page={pageNumber(search.page)}
        pageSize={pageSize}
        onPage={(page) => void navigate({ search: (old) => ({ ...old, page: String(page) }) })}
        empty={<Empty title="Nothing was found">No entry fits these filters.</Empty>}
      >
        {(items) => (
          <Entries
            entries={items as AuditEntry[]}
            order={search.o ?? defaultOrder}
            onOrder={(o) => show({ o })}
            onOnly={({ identifier, destination }) =>
              show({
                managed_project_identifier: identifier,
                managed_project_destination: destination,
              })
            }
          />
        )}
      </Listing>
    </Page>
  );
}
