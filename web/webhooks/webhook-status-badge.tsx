import { Badge } from '@mantine/core';
import type { Webhook, WebhookMessage } from '../api/types.ts';

const statusLabels: Readonly<Record<Webhook['status'], { label: string; color: string }>> = {
  active: { label: 'Active', color: 'green' },
  failing: { label: 'Failing', color: 'orange' },
  inactive: { label: 'Inactive', color: 'gray' },
  disabled: { label: 'Disabled', color: 'red' },
  stopped: { label: 'Stopped', color: 'red' },
};

/** How a webhook is doing. */
export function WebhookStatusBadge({ status }: Pick<Webhook, 'status'>) {
  const { label, color } = statusLabels[status];
  return (
    <Badge color={color} variant="light">
      {label}
    </Badge>
  );
}

export const messageStateLabels: Readonly<
  Record<WebhookMessage['state'], { label: string; color: string }>
> = {
  waiting: { label: 'Waiting', color: 'blue' },
  delivered: { label: 'Delivered', color: 'green' },
  failed: { label: 'Given up', color: 'red' },
};
