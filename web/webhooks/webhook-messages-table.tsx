import { Badge, Button, Table, Text } from '@mantine/core';
import type { WebhookMessage } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { messageStateLabels } from './webhook-status-badge.tsx';

interface WebhookMessagesTableProps {
  messages: WebhookMessage[];
  /** null: nothing can be sent now. */
  onReplay: ((eventId: string) => void) | null;
}

/** A row for each message, with its attempts. */
export function WebhookMessagesTable({ messages, onReplay }: WebhookMessagesTableProps) {
  return (
    <ColumnTable
      minWidth={700}
      aria-label="Messages"
      columns={['Event', 'Happened', 'State', 'Attempts, the last first']}
      hasActions
    >
      {messages.map((message) => (
        <MessageRow key={message.event_id} message={message} onReplay={onReplay} />
      ))}
    </ColumnTable>
  );
}

interface MessageRowProps {
  message: WebhookMessage;
  onReplay: WebhookMessagesTableProps['onReplay'];
}

function MessageRow({ message, onReplay }: MessageRowProps) {
  const { event_id: id, event_type: type, identifier, destination, created, state } = message;
  const { label, color } = messageStateLabels[state];
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{type}</Text>
        {identifier !== '' && (
          <PageLink
            to="/awards/$identifier/$destination"
            params={{ identifier, destination }}
            size="xs"
          >
            {identifier}
          </PageLink>
        )}
      </Table.Td>
      <Table.Td>
        <RelativeTime time={created} />
      </Table.Td>
      <Table.Td>
        <Badge color={color} variant="light">
          {label}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Attempts message={message} />
      </Table.Td>
      <Table.Td>
        {onReplay !== null && state !== 'waiting' && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Send again: ${type}`}
            onClick={() => onReplay(id)}
          >
            Send again
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** The last three attempts; how many there were before them. */
function Attempts({
  message: { attempts, state, next_attempt: next },
}: {
  message: WebhookMessage;
}) {
  const shown = attempts.slice(0, 3);
  return (
    <>
      {attempts.length === 0 && <Text size="sm">None yet.</Text>}
      {shown.map(({ started, status, error, milliseconds }) => (
        <Text size="sm" key={started} style={{ overflowWrap: 'anywhere' }}>
          <RelativeTime time={started} />: {error ?? `${status} in ${milliseconds} ms`}
        </Text>
      ))}
      {attempts.length > shown.length && (
        <Text size="xs" c="dimmed">
          and {attempts.length - shown.length} before
        </Text>
      )}
      {state === 'waiting' && next !== null && (
        <Text size="xs" c="dimmed">
          Next attempt <RelativeTime time={next} />
        </Text>
      )}
    </>
  );
}
