import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconId } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { lazyPart } from '../parts/lazy-part.tsx';
import { ownShortNameQuery } from './short-name-query.ts';

const ShortNameDialog = lazyPart(() => import('./short-name-dialog.tsx'), 'ShortNameDialog');

/** Asks a person without a short name to choose one, on every screen until they have or put it off. */
export function ShortNameNotice() {
  const me = useMe();
  const [isPutOff, setPutOff] = useState(false);
  const [isOpen, dialog] = useDisclosure();
  const own = useQuery({ ...ownShortNameQuery, enabled: !me.is_service_account }).data;
  if (own === undefined || own.shortname !== null || isPutOff) return null;
  return (
    <Alert
      mb="md"
      variant="light"
      icon={<IconId />}
      title="Choose your short name"
      role="region"
      aria-label="Choose your short name"
    >
      <Group justify="space-between">
        <Text size="sm" maw={640}>
          Without one you cannot be added to a project on the machines.
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setPutOff(true)}>
            Later
          </Button>
          <Button size="xs" onClick={dialog.open}>
            Choose a name
          </Button>
        </Group>
      </Group>
      {isOpen && (
        <Suspense>
          <ShortNameDialog
            user={{ uuid: me.uuid, isOwn: true }}
            initialName={own.proposed_shortname ?? ''}
            isOpen
            onClose={dialog.close}
          />
        </Suspense>
      )}
    </Alert>
  );
}
