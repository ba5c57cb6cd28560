import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { mayManage } from '../api/permissions.ts';
import type { Person } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { ShortNameDialog } from './short-name-dialog.tsx';
import { ownShortNameQuery, shortNameQuery } from './short-name-query.ts';

/** The short name of an account, and the button that chooses or changes it where the reader may. */
export function AccountShortName({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const isStaff = mayManage(useMe());
  const [isOpen, dialog] = useDisclosure();
  const name = useQuery(shortNameQuery(person.uuid)).data;
  const proposed = useQuery({ ...ownShortNameQuery, enabled: isOwn }).data?.proposed_shortname;
  if (name === undefined) return '–';
  const mayChoose = isOwn && name === null;
  return (
    <Group gap="xs">
      <Text size="sm" span>
        {name ?? 'None yet'}
      </Text>
      {(mayChoose || isStaff) && (
        <Button size="compact-xs" variant="subtle" onClick={dialog.open}>
          {name === null ? 'Choose a short name' : 'Change the short name'}
        </Button>
      )}
      <ShortNameDialog
        user={{ uuid: person.uuid, isOwn: isOwn && name === null }}
        initialName={name ?? proposed ?? ''}
        isOpen={isOpen}
        onClose={dialog.close}
      />
    </Group>
  );
}
