import { Alert, Code, List, Stack, Text } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX, IconPlugOff } from '@tabler/icons-react';
import type { BridgeStatus } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';

/** Whether there is a bridge, and whether it answers: the first thing to see. */
export function ReachabilityAlert({ status }: { status: BridgeStatus }) {
  const { bridge, url, reachable_since: since, unreachable_since: lost } = status;
  if (bridge === 'no bridge') return <NoBridgeAlert />;
  if (bridge === 'reachable') {
    return (
      <Alert color="green" icon={<IconPlugConnected />} title="The bridge is reachable">
        {url} answers
        {since !== null && (
          <>
            , since <RelativeTime time={since} />
          </>
        )}
        .
      </Alert>
    );
  }
  if (bridge === 'unreachable') {
    return (
      <Alert
        color="red"
        icon={<IconPlugConnectedX />}
        title="The bridge is unreachable"
        role="alert"
      >
        {url} does not answer, or does not believe us
        {lost !== null && (
          <>
            , since <RelativeTime time={lost} />
          </>
        )}
        . See whether op-bridge runs, whether this machine reaches that address, and whether{' '}
        <Code>OPENPORTAL_CONFIG</Code> names the invite file that the bridge made last. Nothing is
        lost: what was not answered is asked again, what was not told is told later.
      </Alert>
    );
  }
  return (
    <Alert color="gray" icon={<IconPlugOff />} title="The bridge has not been tried yet">
      {url} is called within the next seconds.
    </Alert>
  );
}

/** The README's "Connect your bridge", with this desk's own addresses. */
function NoBridgeAlert() {
  const { origin } = window.location;
  const init = [
    'op-bridge init',
    `  --signal-url ${origin}/api/openportal/fetch_job/`,
    `  --notification-url ${origin}/api/openportal/fetch_notification/`,
  ];
  return (
    <Alert color="blue" icon={<IconPlugOff />} title="No bridge is connected">
      <Stack gap="xs">
        <Text size="sm">
          No award comes in by itself, and no awarding portal is told what is decided. To connect:
        </Text>
        <List type="ordered" size="sm" spacing="xs">
          <List.Item>
            Let the bridge signal this desk:
            <CommandBlock>{init.join(' \\\n')}</CommandBlock>
          </List.Item>
          <List.Item>
            Start Gatehouse with the invite file that it makes:
            <CommandBlock>OPENPORTAL_CONFIG=/path/to/invite.toml npm start</CommandBlock>
          </List.Item>
        </List>
      </Stack>
    </Alert>
  );
}

function CommandBlock({ children }: { children: string }) {
  return (
    <Code block mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {children}
    </Code>
  );
}
