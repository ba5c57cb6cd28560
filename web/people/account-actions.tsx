import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLink, IconPassword, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Person } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { notice } from '../parts/notice.ts';
import { ResetLink } from './reset-link.tsx';
import { SetPassword } from './set-password.tsx';

/** What staff do to an account: a password, and whether it can be used at all. */
export function AccountActions({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const queries = useQueryClient();
  const [isSetting, setting] = useDisclosure();
  const [isLinking, linking] = useDisclosure();
  const [isAsking, asking] = useDisclosure();
  const { uuid, is_active } = person;
  const name = person.full_name || person.username;
  const turn = async (): Promise<void> => {
    const body = { is_active: !is_active };
    await bodyOf(api.PATCH('/api/users/{uuid}/', { params: { path: { uuid } }, body }));
    notice(is_active ? `${name} is deactivated.` : `${name} is active again.`);
    await queries.invalidateQueries({ queryKey: keys.people });
  };
  return (
    <>
      {!isOwn && !person.is_service_account && is_active && (
        <Button variant="default" leftSection={<IconLink size={16} />} onClick={linking.open}>
          Reset link
        </Button>
      )}
      {!isOwn && !person.is_service_account && (
        <Button variant="default" leftSection={<IconPassword size={16} />} onClick={setting.open}>
          Set password
        </Button>
      )}
      {!isOwn && (
        <Button
          variant="light"
          color={is_active ? 'red' : 'gate'}
          leftSection={is_active ? <IconUserOff size={16} /> : <IconUserCheck size={16} />}
          onClick={asking.open}
        >
          {is_active ? 'Deactivate' : 'Activate'}
        </Button>
      )}
      <ResetLink person={person} isOpen={isLinking} onClose={linking.close} />
      <SetPassword person={person} isOpen={isSetting} onClose={setting.close} />
      <Confirm
        isOpen={isAsking}
        onClose={asking.close}
        title={is_active ? `Deactivate ${name}?` : `Activate ${name}?`}
        action={is_active ? 'Deactivate' : 'Activate'}
        color={is_active ? 'red' : 'gate'}
        onConfirm={turn}
      >
        {is_active ? <WhatDeactivatingDoes name={name} /> : <WhatActivatingDoes name={name} />}
      </Confirm>
    </>
  );
}

function WhatDeactivatingDoes({ name }: { name: string }) {
  return (
    <>
      {name} can no longer sign in, and the API tokens of this account stop working at once. The
      account itself stays, because what {name} decided keeps its author: people are never deleted.
      You can activate it again.
    </>
  );
}

function WhatActivatingDoes({ name }: { name: string }) {
  return <>{name} can sign in again, with the same password, roles and API tokens as before.</>;
}
