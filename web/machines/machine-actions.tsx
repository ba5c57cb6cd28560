/* What staff can do about a project on a resource. */

import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock, IconLockOpen, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Machine } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useRequest } from '../parts/use-request.ts';
import { BlockDialog } from './block-dialog.tsx';
import { readProjectMachines } from './machine-queries.ts';

interface MachineActionsProps {
  projectUuid: string;
  machine: Machine;
}

/** Buttons that check, block and unblock a project on a resource. */
export function MachineActions({ projectUuid, machine }: MachineActionsProps) {
  const [isBlocking, blocking] = useDisclosure();
  const [isUnblocking, unblocking] = useDisclosure();
  const texts = toSuccessTexts(machine.resource_name);
  const { check, block, unblock, readBlock } = useMachineRequests(projectUuid, machine);
  return (
    <>
      <Group gap="xs" role="group" aria-label={`Actions on ${machine.resource_name}`}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} />}
          loading={check.isBusy}
          onClick={() => void check.run()}
        >
          Check now
        </Button>
        {machine.block === null ? (
          <Button
            size="xs"
            variant="light"
            color="red"
            leftSection={<IconLock size={14} />}
            onClick={blocking.open}
          >
            Block
          </Button>
        ) : (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconLockOpen size={14} />}
            onClick={unblocking.open}
          >
            Unblock
          </Button>
        )}
      </Group>
      <RequestNotice isSending={check.isSending} failure={check.failure} />
      <BlockDialog
        resourceName={machine.resource_name}
        isOpen={isBlocking}
        onClose={blocking.close}
        onBlock={block}
        checkOutcome={async (comment) =>
          (await readBlock())?.comment === comment ? texts.blocked : null
        }
      />
      <ConfirmDialog
        isOpen={isUnblocking}
        onClose={unblocking.close}
        title={`Unblock on ${machine.resource_name}?`}
        confirmLabel="Unblock"
        color="gate"
        onConfirm={unblock}
        checkOutcome={async () => ((await readBlock()) === null ? texts.unblocked : null)}
      >
        The project gets there again what its award grants now.
      </ConfirmDialog>
    </>
  );
}

const toSuccessTexts = (resourceName: string) => ({
  blocked: `The project is being blocked on ${resourceName}.`,
  unblocked: `The project is no longer blocked on ${resourceName}.`,
});

function useMachineRequests(projectUuid: string, { resource, resource_name }: Machine) {
  const texts = toSuccessTexts(resource_name);
  const queries = useQueryClient();
  const params = { path: { uuid: projectUuid, resource } };
  const finish = async (message: string): Promise<void> => {
    await queries.invalidateQueries({ queryKey: queryKeys.machines });
    showSuccess(message);
  };
  const check = useRequest({
    send: async () => {
      await readBody(api.POST('/api/projects/{uuid}/machines/{resource}/check_now/', { params }));
      await finish(`${resource_name} is asked about this project next.`);
    },
    checkOutcome: { advice: 'You can check again: the machine is asked once more at most.' },
  });
  const block = async (comment: string): Promise<void> => {
    const body = { comment };
    await readBody(api.POST('/api/projects/{uuid}/machines/{resource}/block/', { params, body }));
    await finish(texts.blocked);
  };
  const unblock = async (): Promise<void> => {
    await readBody(api.POST('/api/projects/{uuid}/machines/{resource}/unblock/', { params }));
    await finish(texts.unblocked);
  };
  const readBlock = async (): Promise<Machine['block']> => {
    const machines = await readProjectMachines(projectUuid);
    return machines.find((one) => one.resource === resource)?.block ?? null;
  };
  return { check, block, unblock, readBlock };
}
