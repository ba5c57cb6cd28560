import { serviceUrl } from '../api/base-path.ts';
import { Alert, Code, List, Stack, Text } from '@mantine/core';
import { IconPlugOff } from '@tabler/icons-react';

/** How to connect a bridge: the README's "Connect your bridge" with this service's own URLs. */
export function NoBridgeAlert() {
  const initCommand = [
    'op-bridge init',
    `  --signal-url ${serviceUrl}/api/openportal/fetch_job/`,
    `  --notification-url ${serviceUrl}/api/openportal/fetch_notification/`,
  ].join(' \\\n');
  return (
    <Alert color="blue" icon={<IconPlugOff />} title="No bridge is connected">
      <Stack gap="xs">
        <Text size="sm">
          Without a bridge no awards arrive and no awarding portal is notified. To connect one:
        </Text>
        <List type="ordered" size="sm" spacing="xs">
          <List.Item>
            Configure the bridge to signal this service:
            <CommandBlock>{initCommand}</CommandBlock>
          </List.Item>
          <List.Item>
            Write the invite file, which holds the bridge’s URL and its key:
            <CommandBlock>op-bridge bridge --config /path/to/invite.toml</CommandBlock>
          </List.Item>
          <List.Item>
            Start Gatehouse with the invite file, which only its owner may read (chmod 600):
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
