/* The table of deliveries, with what staff can do about each. */

import { Button, Group, Table } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Delivery } from '../api/types.ts';
import { formatChannel } from '../bridge/status-labels.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { deliveryStates, describeDelivery } from './job-labels.ts';
import { StateCell } from './state-cell.tsx';

type Choice = { delivery: Delivery; what: 'retry' | 'give_up' };

export function DeliveryTable({ deliveries }: { deliveries: readonly Delivery[] }) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const close = (): void => setChoice(null);
  return (
    <>
      <ColumnTable
        minWidth={820}
        aria-label="Deliveries"
        highlightOnHover
        columns={['Delivery', 'Channel', 'State', 'Created']}
        hasActions
      >
        {deliveries.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            onChoose={(what) => setChoice({ delivery, what })}
          />
        ))}
      </ColumnTable>
      <RetryDialog delivery={choice?.what === 'retry' ? choice.delivery : null} onClose={close} />
      <GiveUpDialog
        delivery={choice?.what === 'give_up' ? choice.delivery : null}
        onClose={close}
      />
    </>
  );
}

interface DeliveryRowProps {
  delivery: Delivery;
  onChoose: (what: Choice['what']) => void;
}

function DeliveryRow({ delivery, onChoose }: DeliveryRowProps) {
  const me = useMe();
  const { state, channel, recipient } = delivery;
  const mayDecide = mayManage(me) && ['waiting', 'refused', 'dead'].includes(state);
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{describeDelivery(delivery)}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {channel === null ? 'Unknown' : formatChannel(channel)}
        {recipient !== '' && <div>{recipient}</div>}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <StateCell
          state={deliveryStates[state]}
          failedAttempts={delivery.failed_attempts}
          nextAttempt={delivery.next_attempt}
          error={delivery.last_error}
        />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <RelativeTime time={delivery.created} />
      </Table.Td>
      <Table.Td>
        {mayDecide && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            <Button size="compact-sm" variant="light" onClick={() => onChoose('retry')}>
              Retry
            </Button>
            <Button
              size="compact-sm"
              variant="light"
              color="red"
              onClick={() => onChoose('give_up')}
            >
              Give up
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface DeliveryDialogProps {
  delivery: Delivery | null;
  onClose: () => void;
}

function RetryDialog({ delivery, onClose }: DeliveryDialogProps) {
  const queries = useQueryClient();
  const retry = async (): Promise<void> => {
    if (delivery === null) return;
    const params = { path: { id: String(delivery.id) } };
    await readBody(api.POST('/api/deliveries/{id}/retry/', { params }));
    showSuccess('It will be tried again within seconds.');
    await queries.invalidateQueries({ queryKey: queryKeys.jobs });
  };
  return (
    <ConfirmDialog
      isOpen={delivery !== null}
      onClose={onClose}
      title={delivery === null ? '' : `Retry “${describeDelivery(delivery)}”?`}
      confirmLabel="Retry"
      color="blue"
      onConfirm={retry}
    >
      It is tried at once, and again for two days while its receiver refuses it.
    </ConfirmDialog>
  );
}

function GiveUpDialog({ delivery, onClose }: DeliveryDialogProps) {
  const queries = useQueryClient();
  const giveUp = async (): Promise<void> => {
    if (delivery === null) return;
    const params = { path: { id: String(delivery.id) } };
    await readBody(api.POST('/api/deliveries/{id}/give_up/', { params }));
    showSuccess(`“${describeDelivery(delivery)}” is given up.`);
    await queries.invalidateQueries({ queryKey: queryKeys.jobs });
  };
  return (
    <ConfirmDialog
      isOpen={delivery !== null}
      onClose={onClose}
      title={delivery === null ? '' : `Give up “${describeDelivery(delivery)}”?`}
      confirmLabel="Give up"
      onConfirm={giveUp}
    >
      It is never sent. Awarding portals still learn the state of an award when they ask for it.
    </ConfirmDialog>
  );
}
