import { Code, Text } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { DateTime } from '../parts/time-format.tsx';
import { Panel } from './status-panel.tsx';

/** The notifications that the network sent, and the last one that could not be understood. */
export function NotificationsPanel({
  notifications,
}: {
  notifications: BridgeStatus['notifications'];
}) {
  const { last_hour: lastHour, not_understood: unreadable, last_problem: problem } = notifications;
  return (
    <Panel title="Notifications received">
      <PropertyList
        properties={[
          ['Last hour', lastHour.toLocaleString('en')],
          ['Not understood', unreadable === 0 ? 'None' : unreadable.toLocaleString('en')],
        ]}
      />
      {problem !== null && (
        <>
          <Text size="sm">
            The last one, <DateTime time={problem.at} />, was stored as it came and acknowledged:
          </Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {problem.message}
          </Code>
        </>
      )}
    </Panel>
  );
}
