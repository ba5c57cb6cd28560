/* The screen of one webhook. */

import { Alert, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Webhook } from '../api/types.ts';
import { PageLayout } from '../parts/page-layout.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { DeleteWebhookDialog } from './delete-webhook-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import { WebhookDetails } from './webhook-details.tsx';
import { WebhookMessages } from './webhook-messages.tsx';
import { webhookQuery } from './webhook-queries.ts';
import { WebhookStatusBadge } from './webhook-status-badge.tsx';

/** One webhook: its fields, and what was sent to it. */
export function WebhookScreen() {
  const { uuid } = useParams({ from: '/signed-in/webhooks/$uuid' });
  const [isDeleting, deleting] = useDisclosure();
  const [isRotating, rotating] = useDisclosure();
  const webhook = useQuery(webhookQuery(uuid));
  return (
    <PageLayout
      title={webhook.data?.name ?? 'Webhook'}
      subtitle={
        <Group gap="sm">
          <PageLink to="/webhooks">All webhooks</PageLink>
          {webhook.data && <WebhookStatusBadge status={webhook.data.status} />}
        </Group>
      }
      actions={
        webhook.data !== undefined && (
          <Group gap="xs">
            <Button variant="light" leftSection={<IconKey size={16} />} onClick={rotating.open}>
              Rotate secret
            </Button>
            <Button
              variant="light"
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={deleting.open}
            >
              Delete
            </Button>
          </Group>
        )
      }
    >
      <QueryContent query={webhook}>
        {(data) => (
          <>
            <WebhookProblem webhook={data} />
            <WebhookDetails key={data.uuid} webhook={data} />
            <WebhookMessages webhook={data} />
            <RotateSecretDialog webhook={data} isOpen={isRotating} onClose={rotating.close} />
            <DeleteWebhookDialog webhook={data} isOpen={isDeleting} onClose={deleting.close} />
          </>
        )}
      </QueryContent>
    </PageLayout>
  );
}

/** Why nothing is sent, or only attempts fail. */
function WebhookProblem({ webhook }: { webhook: Webhook }) {
  const { status, disabled_reason: reason, last_error: error, owner_full_name: owner } = webhook;
  if (status === 'disabled') {
    return (
      <Alert color="red" variant="light" title="Disabled">
        {reason} What happened since is not sent. Activate it again once the receiver works.
      </Alert>
    );
  }
  if (status === 'stopped') {
    return (
      <Alert color="red" variant="light" title="Stopped">
        {owner} may not see these events any more. Save it to answer for it yourself.
      </Alert>
    );
  }
  if (status !== 'failing') return null;
  return (
    <Alert color="orange" variant="light" title="The last attempts failed">
      {error} Messages are tried again for three days.
    </Alert>
  );
}
