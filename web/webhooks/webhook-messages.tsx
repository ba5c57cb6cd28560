/* What was sent to a webhook, with the attempts, and sending it again. */

import { Button, Card, Group, SegmentedControl, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Webhook, WebhookMessage } from '../api/types.ts';
import { PagedList } from '../parts/paged-list.tsx';
import { EmptyState } from '../parts/query-state.tsx';
import { RequestNotice } from '../parts/request-notice.tsx';
import { parsePageNumber } from '../parts/search-params.ts';
import { showSuccess } from '../parts/show-success.ts';
import { useRequest } from '../parts/use-request.ts';
import { messageStates } from './message-states.ts';
import { ReplayDialog } from './replay-dialog.tsx';
import { earlierStateUnknown, findAdded, findReplayed, readMessages } from './replay-outcome.ts';
import { WebhookMessagesTable } from './webhook-messages-table.tsx';

const pageSize = 20;

/** The messages of a webhook by state, the newest first. */
export function WebhookMessages({ webhook }: { webhook: Webhook }) {
  const { uuid, is_active: isActive } = webhook;
  const search = useSearch({ from: '/signed-in/webhooks/$uuid' });
  const navigate = useNavigate({ from: '/webhooks/$uuid' });
  const queries = useQueryClient();
  const [isReplaying, replaying] = useDisclosure();
  const page = parsePageNumber(search.page);
  const state = messageStates.find((each) => each === search.state);
  const query = { ...(state && { state }), page, page_size: pageSize };
  const messages = useQuery({
    queryKey: [...queryKeys.webhooks, uuid, 'messages', query],
    queryFn: () =>
      readPage(api.GET('/api/webhooks/{uuid}/messages/', { params: { path: { uuid }, query } })),
    placeholderData: keepPreviousData,
    refetchInterval: 5000,
  });
  const before = useRef<readonly WebhookMessage[] | null>(null);
  /** Of all pages and states: an older message must not count as a new one. */
  const rememberMessages = async (): Promise<void> => {
    before.current = await readMessages(uuid).catch(() => null);
  };
  const getEarlierMessages = (): readonly WebhookMessage[] => {
    if (before.current === null) throw new Error(earlierStateUnknown);
    return before.current;
  };
  const params = { path: { uuid } };
  const refresh = (): void => void queries.invalidateQueries({ queryKey: queryKeys.webhooks });
  const testing = useRequest({
    send: async () => {
      await rememberMessages();
      await readBody(api.POST('/api/webhooks/{uuid}/test/', { params }));
      showSuccess('A test message will be sent.');
      refresh();
    },
    checkOutcome: async () =>
      findAdded(getEarlierMessages(), await readMessages(uuid)).some(({ event_type: type }) =>
        /test$/.test(type),
      )
        ? 'A test message will be sent.'
        : null,
  });
  const replayingOne = useRequest<[string]>({
    send: async (eventId) => {
      await rememberMessages();
      await readBody(
        api.POST('/api/webhooks/{uuid}/replay/', { params, body: { event_id: eventId } }),
      );
      showSuccess('The message will be sent again.');
      refresh();
    },
    checkOutcome: async (eventId) =>
      findReplayed(getEarlierMessages(), await readMessages(uuid)).some(
        ({ event_id: id }) => id === eventId,
      )
        ? 'The message is sent again.'
        : null,
  });
  return (
    <Card withBorder component="section" aria-labelledby="messages">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="messages">
          Messages
        </Title>
        {isActive && (
          <Group gap="xs">
            <Button
              size="xs"
              variant="light"
              loading={testing.isBusy}
              onClick={() => void testing.run()}
            >
              Send a test
            </Button>
            <Button size="xs" variant="light" onClick={replaying.open}>
              Send again since …
            </Button>
          </Group>
        )}
      </Group>
      <SegmentedControl
        mb="sm"
        size="xs"
        aria-label="State"
        value={state ?? ''}
        onChange={(value) => void navigate({ search: { state: value, page: '' } })}
        data={[
          { value: '', label: 'All' },
          { value: 'waiting', label: 'Waiting' },
          { value: 'delivered', label: 'Delivered' },
          { value: 'failed', label: 'Given up' },
        ]}
      />
      <RequestNotice isSending={testing.isSending} failure={testing.failure} />
      <RequestNotice isSending={replayingOne.isSending} failure={replayingOne.failure} />
      <PagedList
        query={messages}
        page={page}
        pageSize={pageSize}
        onPage={(to) => void navigate({ search: (old) => ({ ...old, page: String(to) }) })}
        emptyState={
          <EmptyState title="No messages">
            {state === undefined
              ? 'Nothing happened yet that this webhook gets.'
              : 'None is in this state.'}
          </EmptyState>
        }
      >
        {(items) => (
          <WebhookMessagesTable
            messages={items}
            onReplay={isActive ? (eventId) => void replayingOne.run(eventId) : null}
          />
        )}
      </PagedList>
      <ReplayDialog webhook={webhook} isOpen={isReplaying} onClose={replaying.close} />
    </Card>
  );
}
