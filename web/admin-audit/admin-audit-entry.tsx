import { Card, Group, Text } from '@mantine/core';
import type { AdminAuditEntry } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { formatAction, formatChangeSource } from './admin-audit-labels.ts';
import { ValueChanges } from './value-changes.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** One administrative change: what, when, by whom, from where, before and after. */
export function AdminAuditEntryCard({ entry }: { entry: AdminAuditEntry }) {
  const { performed_by_username: username, performed_by_full_name: name, via, address } = entry;
  return (
    <Card withBorder padding="sm" component="article">
      <Group justify="space-between" align="baseline" gap="xs">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {formatAction(entry.action)}: <MarkedText text={entry.subject_name} />
        </Text>
        <Text size="sm" c="dimmed">
          <RelativeTime time={entry.timestamp} />
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        <MarkedText text={username === '' ? 'No account' : name || username} />,{' '}
        {formatChangeSource(via)}
        {address !== '' && ` from ${address}`}
      </Text>
      <ValueChanges before={entry.before} after={entry.after} />
    </Card>
  );
}
