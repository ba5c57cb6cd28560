/* The table of deliveries, with what staff can do about each. */

import { Table } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Delivery } from '../api/types.ts';
import { formatChannel } from '../bridge/status-labels.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ActionButtons } from './action-buttons.tsx';
import { giveUpDelivery, retryDelivery } from './delivery-actions.ts';
import { deliveryStates, describeDelivery } from './job-labels.ts';
import { type DialogAction, ActionDialog } from '../parts/action-dialog.tsx';
import { StateCell } from './state-cell.tsx';

export function DeliveryTable({ deliveries }: { deliveries: readonly Delivery[] }) {
  const [action, setAction] = useState<DialogAction | null>(null);
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
          <DeliveryRow key={delivery.id} delivery={delivery} onChoose={setAction} />
        ))}
      </ColumnTable>
      <ActionDialog action={action} onClose={() => setAction(null)} queryKey={queryKeys.jobs} />
    </>
  );
}

interface DeliveryRowProps {
  delivery: Delivery;
  onChoose: (action: DialogAction) => void;
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
          <ActionButtons
            onRetry={() => onChoose(retryDelivery(delivery))}
            onGiveUp={() => onChoose(giveUpDelivery(delivery))}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
