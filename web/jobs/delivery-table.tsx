/* The table of deliveries, with what staff can do about each. */

import { Table } from '@mantine/core';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import type { Delivery } from '../api/types.ts';
import { formatChannel } from '../bridge/status-labels.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ActionButtons } from './action-buttons.tsx';
import { giveUpDelivery, retryDelivery } from './delivery-actions.ts';
import { deliveryStates, describeDelivery } from './job-labels.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';
import { StateCell } from './state-cell.tsx';

interface DeliveryTableProps {
  deliveries: readonly Delivery[];
  /** Asks before an action, in a dialog that outlives the table: the action may empty it. */
  onChoose: (action: DialogAction) => void;
}

export function DeliveryTable({ deliveries, onChoose }: DeliveryTableProps) {
  return (
    <ColumnTable
      minWidth={820}
      aria-label="Deliveries"
      highlightOnHover
      columns={['Delivery', 'Channel', 'State', 'Created']}
      hasActions
    >
      {deliveries.map((delivery) => (
        <DeliveryRow key={delivery.id} delivery={delivery} onChoose={onChoose} />
      ))}
    </ColumnTable>
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
