/* The list of what the outbox delivers. */

import { Card, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { ActionDialog, type DialogAction } from '../parts/action-dialog.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { EmptyState } from '../parts/query-state.tsx';
import { parsePageNumber } from '../parts/search-params.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { deliveryStates } from './job-labels.ts';
import { ListFilters, toState } from './list-filters.tsx';

const pageSize = 25;

export function DeliveriesCard() {
  const [action, setAction] = useState<DialogAction | null>(null);
  const search = useSearch({ from: '/signed-in/jobs' });
  const navigate = useNavigate({ from: '/jobs' });
  const page = parsePageNumber(search.delivery_page);
  const state = toState(deliveryStates, search.delivery_state);
  const text = search.delivery_query ?? '';
  const query = {
    ...(text !== '' && { query: text }),
    ...(state !== null && { state: [state] }),
    page,
    page_size: pageSize,
  };
  const deliveries = useQuery({
    queryKey: [...queryKeys.jobs, 'deliveries', query],
    queryFn: () => readPage(api.GET('/api/deliveries/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: { delivery_query?: string; delivery_state?: string }): void => {
    const search = (old: object) => ({ ...old, delivery_page: '', ...change });
    void navigate({ search, resetScroll: false });
  };
  return (
    <Card withBorder component="section" aria-labelledby="deliveries">
      <Title order={2} size="h4" id="deliveries">
        Deliveries
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Notifications to awarding portals, and what waits to be sent. Mails that were sent are on
        the page{' '}
        <PageLink to="/mail" underline="always">
          Mail
        </PageLink>
        .
      </Text>
      <ListFilters
        name="deliveries"
        placeholder="Award, recipient or event"
        text={text}
        onText={(value) => show({ delivery_query: value })}
        states={deliveryStates}
        state={state}
        onState={(value) => show({ delivery_state: value })}
      />
      <PagedList
        query={deliveries}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, delivery_page: String(to) }) })}
        emptyState={
          <EmptyState title="No deliveries">
            {text !== '' || state !== null
              ? 'No delivery matches the filters.'
              : 'What is sent to awarding portals and people is listed here.'}
          </EmptyState>
        }
      >
        {(items) => <DeliveryTable deliveries={items} onChoose={setAction} />}
      </PagedList>
      <ActionDialog action={action} onClose={() => setAction(null)} queryKey={queryKeys.jobs} />
    </Card>
  );
}
