import { Group, Text } from '@mantine/core';
import { IconPlugOff } from '@tabler/icons-react';
import { useMe } from '../api/current-user.ts';
import { mayReadEverything } from '../api/permissions.ts';
import { useNotificationState } from '../api/site.ts';
import { PageLink } from '../parts/page-link.tsx';

const texts = {
  no_bridge:
    'No bridge is connected: no awards arrive, and notifications are stored until there is one.',
  bridge_unreachable:
    'The bridge cannot be reached: notifications are stored and sent when it can be reached again.',
} as const;

/** A quiet line while awarding portals are not notified. */
export function NotificationBanner() {
  const me = useMe();
  const state = useNotificationState();
  if (state === undefined || state === 'sent') return null;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" mb="xs" role="note">
      <IconPlugOff size={16} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text size="sm" c="dimmed">
        {texts[state]}
        {mayReadEverything(me) && (
          <>
            {' '}
            <PageLink to="/bridge" inherit underline="always">
              Bridge
            </PageLink>
          </>
        )}
      </Text>
    </Group>
  );
}
