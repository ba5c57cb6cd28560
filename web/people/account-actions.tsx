import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLink, IconPassword, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Person } from '../api/types.ts';
import { Confirm } from '../parts/confirm.tsx';
import { notice } from '../parts/notice.ts';
import { ResetLink } from './reset-link.tsx';
import { SetPassword } from './set-password.tsx';

/** What staff do to an account: a password, and whether it can be used at all. */
export function AccountActions({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const [isSetting, setting] = useDisclosure();
  const [isLinking, linking] = useDisclosure();
  return (
    <>
      {!isOwn && !person.is_service_account && person.is_active && (
        <Button variant="default" leftSection={<IconLink size={16} />} onClick={linking.open}>
          Reset link
        </Button>
      )}
      {!isOwn && !person.is_service_account && (
        <Button variant="default" leftSection={<IconPassword size={16} />} onClick={setting.open}>
          Set password
        </Button>
      )}
      {!isOwn && <TurnAccount person={person} />}
      <ResetLink person={person} isOpen={isLinking} onClose={linking.close} />
      <SetPassword person={person} isOpen={isSetting} onClose={setting.close} />
    </>
  );
}

/** Deactivates an account, or activates it again. */
function TurnAccount({ person }: { person: Person }) {
  const queries = useQueryClient();
  const [isAsking, asking] = useDisclosure();
  // What was asked stays asked, also when the account changes under the open question.
  const [isToBeActive, setToBeActive] = useState(false);
  const { uuid, is_active } = person;
  const name = person.full_name || person.username;
  const ask = (): void => {
    setToBeActive(!is_active);
    asking.open();
  };
  const turn = async (): Promise<void> => {
    const body = { is_active: isToBeActive };
    await bodyOf(api.PATCH('/api/users/{uuid}/', { params: { path: { uuid } }, body }));
    notice(isToBeActive ? `${name} is active again.` : `${name} is deactivated.`);
    await queries.invalidateQueries({ queryKey: keys.people });
  };
  return (
    <>
      <Button
        variant="light"
        color={is_active ? 'red' : 'gate'}
        leftSection={is_active ? <IconUserOff size={16} /> : <IconUserCheck size={16} />}
        onClick={ask}
      >
        {is_active ? 'Deactivate' : 'Activate'}
      </Button>
      <Confirm
        isOpen={isAsking}
        onClose={asking.close}
        title={isToBeActive ? `Activate ${name}?` : `Deactivate ${name}?`}
        action={isToBeActive ? 'Activate' : 'Deactivate'}
        color={isToBeActive ? 'gate' : 'red'}
        onConfirm={turn}
      >
        {isToBeActive ? <WhatActivatingDoes name={name} /> : <WhatDeactivatingDoes name={name} />}
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
