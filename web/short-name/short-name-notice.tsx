import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconId } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { ShortNameDialog } from './short-name-dialog.tsx';
import { ownShortNameQuery } from './short-name-query.ts';

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
      <ShortNameDialog
        user={{ uuid: me.uuid, isOwn: true }}
        initialName={own.proposed_shortname ?? ''}
        isOpen={isOpen}
        onClose={dialog.close}
      />
    </Alert>
  );
}
