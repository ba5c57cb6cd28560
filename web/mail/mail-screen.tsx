/* The screen of mail, for staff and support: what was sent, refused addresses, the site's switches. */

import { Card, Group, Select, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, readBody, readPage } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { MailKind } from '../api/types.ts';
import { ActionDialog, type DialogAction } from '../parts/action-dialog.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { EmptyState, QueryContent } from '../parts/query-state.tsx';
import { SearchInput } from '../parts/search-input.tsx';
import { parsePageNumber } from '../parts/search-params.ts';
import { MailKindSwitches } from './mail-kind-switches.tsx';
import { MailTable } from './mail-table.tsx';
import { mailStates, type MailState } from './mail-state.ts';
import { RefusedAddressesCard } from './refused-addresses-card.tsx';

const pageSize = 50;

export function MailScreen() {
  return (
    <PageLayout title="Mail" subtitle="What was sent to whom, and what could not be delivered.">
      <RefusedAddressesCard />
      <MailLog />
      <SiteSwitchesCard />
    </PageLayout>
  );
}

function MailLog() {
  const [action, setAction] = useState<DialogAction | null>(null);
  const search = useSearch({ from: '/signed-in/mail' });
  const navigate = useNavigate({ from: '/mail' });
  const page = parsePageNumber(search.page);
  const state = toState(search.state);
  const query = {
    ...(search.query !== undefined && { query: search.query }),
    ...(state !== null && { state: [state] }),
    page,
    page_size: pageSize,
  };
  const mails = useQuery({
    queryKey: [...queryKeys.mail, 'log', query],
    queryFn: () => readPage(api.GET('/api/mail-log/', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const show = (change: { query?: string; state?: string }): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  return (
    <Card withBorder component="section" aria-labelledby="log">
      <Title order={2} size="h4" id="log" mb="sm">
        Sent mails
      </Title>
      <Group align="flex-end" gap="sm" role="search" aria-label="Filters" mb="md">
        <SearchInput
          label="Search"
          placeholder="Email, subject or award"
          value={search.query ?? ''}
          onSearch={(text) => show({ query: text })}
        />
        <Select
          label="State"
          placeholder="Any"
          data={Object.entries(mailStates).map(([value, { label }]) => ({ value, label }))}
          value={state}
          onChange={(value) => show({ state: value ?? '' })}
          clearable
          clearButtonProps={{ 'aria-label': 'Any state', 'aria-hidden': false, tabIndex: 0 }}
        />
      </Group>
      <PagedList
        query={mails}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={
          <EmptyState title="No mails">Mails are listed here once they are sent.</EmptyState>
        }
      >
        {(items) => <MailTable mails={items} onChoose={setAction} />}
      </PagedList>
      <ActionDialog action={action} onClose={() => setAction(null)} queryKey={queryKeys.mail} />
    </Card>
  );
}

function toState(text: string | undefined): MailState | null {
  return text !== undefined && Object.hasOwn(mailStates, text) ? (text as MailState) : null;
}

function SiteSwitchesCard() {
  const me = useMe();
  const queries = useQueryClient();
  const queryKey = [...queryKeys.mail, 'switches'];
  const read = () => readBody(api.GET('/api/mail-switches/'));
  const switches = useQuery({ queryKey, queryFn: read });
  const save = async (switched_off: MailKind['kind'][]): Promise<void> => {
    queries.setQueryData(
      queryKey,
      await readBody(api.PUT('/api/mail-switches/', { body: { switched_off } })),
    );
  };
  return (
    <Card withBorder component="section" aria-labelledby="kinds">
      <Title order={2} size="h4" id="kinds">
        Kinds of mail
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        What is off here is sent to nobody. Templates and people have switches of their own.
      </Text>
      <QueryContent query={switches} rows={6}>
        {({ kinds }) => (
          <MailKindSwitches
            kinds={kinds}
            isReadOnly={!mayManage(me)}
            onSave={save}
            readKinds={async () => (await read()).kinds}
          />
        )}
      </QueryContent>
    </Card>
  );
}
