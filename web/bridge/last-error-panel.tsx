import { Code, Text } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { DateTime } from '../parts/time-format.tsx';
import { Panel } from './status-panel.tsx';

/** The last error between the bridge and this process. */
export function LastErrorPanel({ error }: { error: BridgeStatus['last_error'] }) {
  return (
    <Panel title="Last error">
      {error === null ? (
        <Text size="sm" c="dimmed">
          No error since the service started.
        </Text>
      ) : (
        <>
          <Text size="sm">
            <DateTime time={error.at} />
          </Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {error.message}
          </Code>
        </>
      )}
    </Panel>
  );
}
