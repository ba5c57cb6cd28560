import { Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { useRequest } from '../parts/use-request.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { LinkIdentityDialog } from './link-identity-dialog.tsx';
import { type RefusedSignOn, refusalTexts } from './refused-sign-on.ts';
import { MarkedText } from '../parts/marked-text.tsx';

/** The newest are enough: people who are linked or dismissed make room for others. */
const maxShownRefusals = 20;

const readRefusals = (page_size = maxShownRefusals) =>
  readPage(
    api.GET('/api/refused-sign-ons/', { params: { query: { o: '-last_refused', page_size } } }),
  );

/** Who was refused at sign-on, with what links them to an account; nothing where there is nobody. */
export function RefusedSignOnsCard({ mayLink }: { mayLink: boolean }) {
  const queries = useQueryClient();
  const [linking, setLinking] = useState<RefusedSignOn | null>(null);
  const refused = useQuery({ queryKey: queryKeys.refusedSignOns, queryFn: () => readRefusals() });
  const dismissing = useRequest({
    send: async (uuid: string) => {
      await readBody(api.DELETE('/api/refused-sign-ons/{uuid}/', { params: { path: { uuid } } }));
      await queries.invalidateQueries({ queryKey: queryKeys.refusedSignOns });
    },
    checkOutcome: async (uuid) => {
      const { items: stored } = await readRefusals(300);
      return stored.some((one) => one.uuid === uuid) ? null : 'The entry is removed.';
    },
  });
  const items = refused.data?.items ?? [];
  // What became of a lost reply stays in sight when the last entry is gone.
  if (items.length === 0 && linking === null && dismissing.failure === null) return null;
  return (
    <Card withBorder component="section" aria-labelledby="refused">
      <Title order={2} size="h4" id="refused" mb="sm">
        Refused at sign-on
      </Title>
      <RequestNotice isSending={dismissing.isSending} failure={dismissing.failure} />
      <ColumnTable
        minWidth={640}
        isStackable
        aria-label="Refused at sign-on"
        columns={[
          'Person',
          'Identity',
          'Reason',
          'Last tried',
          mayLink && { name: 'Change', ta: 'right' },
        ]}
      >
        {items.map((item) => (
          <Table.Tr key={item.uuid}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <Stack gap={0}>
                <span>
                  <MarkedText text={item.full_name || item.username} />
                </span>
                <Text size="xs" c="dimmed">
                  <MarkedText text={item.email === '' ? 'no email' : item.email} />
                  {item.email !== '' && !item.is_email_verified && ' (not verified)'}
                </Text>
              </Stack>
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <MarkedText text={item.subject} /> at {item.issuer}
            </Table.Td>
            <Table.Td>{refusalTexts[item.problem] ?? item.problem}</Table.Td>
            <Table.Td data-label="Last tried">
              <RelativeTime time={item.last_refused} />
            </Table.Td>
            {mayLink && (
              <Table.Td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  <Button
                    size="compact-sm"
                    variant="light"
                    aria-label={`Link ${item.subject} to an account`}
                    onClick={() => setLinking(item)}
                  >
                    Link
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="red"
                    aria-label={`Dismiss ${item.subject}`}
                    onClick={() => void dismissing.run(item.uuid)}
                  >
                    Dismiss
                  </Button>
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </ColumnTable>
      {linking !== null && (
        <LinkIdentityDialog refused={linking} onClose={() => setLinking(null)} />
      )}
    </Card>
  );
}
