import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLink, IconPassword, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { formatPersonName } from '../parts/person-name.ts';
import { showSuccess } from '../parts/show-success.ts';
import { ResetLinkDialog } from './reset-link-dialog.tsx';
import { SetPasswordDialog } from './set-password-dialog.tsx';

/** The buttons with which staff reset a password, set one, and activate or deactivate an account. */
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
      {!isOwn && <ActivationButton person={person} />}
      <ResetLinkDialog person={person} isOpen={isLinking} onClose={linking.close} />
      <SetPasswordDialog person={person} isOpen={isSetting} onClose={setting.close} />
    </>
  );
}

/** Deactivates an active account, activates an inactive one. */
function ActivationButton({ person }: { person: Person }) {
  const queries = useQueryClient();
  const [isOpen, dialog] = useDisclosure();
  // Fixed when the dialog opens: the question must not turn into its opposite while it closes.
  const [willBeActive, setWillBeActive] = useState(false);
  const { uuid, is_active } = person;
  const name = formatPersonName(person);
  const ask = (): void => {
    setWillBeActive(!is_active);
    dialog.open();
  };
  const save = async (): Promise<void> => {
    const body = { is_active: willBeActive };
    await readBody(api.PATCH('/api/users/{uuid}/', { params: { path: { uuid } }, body }));
    showSuccess(willBeActive ? `${name} is active again.` : `${name} is deactivated.`);
    await queries.invalidateQueries({ queryKey: queryKeys.people });
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
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title={willBeActive ? `Activate ${name}?` : `Deactivate ${name}?`}
        confirmLabel={willBeActive ? 'Activate' : 'Deactivate'}
        color={willBeActive ? 'gate' : 'red'}
        onConfirm={save}
        checkOutcome={async () => {
          const params = { path: { uuid } };
          const stored = await readBody(api.GET('/api/users/{uuid}/', { params }));
          if (stored.is_active !== willBeActive) return null;
          return willBeActive ? `${name} is active again.` : `${name} is deactivated.`;
        }}
      >
        {willBeActive ? <ActivationEffects name={name} /> : <DeactivationEffects name={name} />}
      </ConfirmDialog>
    </>
  );
}

function DeactivationEffects({ name }: { name: string }) {
  return (
    <>
      {name} can no longer sign in, and the API tokens of this account stop working at once. The
      account itself stays, so that earlier decisions keep their author. You can activate it again.
    </>
  );
}

function ActivationEffects({ name }: { name: string }) {
  return <>{name} can sign in again, with the same password, roles and API tokens.</>;
}
