/* The screen that lists webhooks. */

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { PageLayout } from '../parts/page-layout.tsx';
import { EmptyState, QueryContent } from '../parts/query-state.tsx';
import { NewWebhookDialog } from './new-webhook-dialog.tsx';
import { webhooksQuery } from './webhook-queries.ts';
import { WebhooksTable } from './webhooks-table.tsx';

/** The webhooks that the reader may change. */
export function WebhooksScreen() {
  const [isAdding, adding] = useDisclosure();
  const webhooks = useQuery(webhooksQuery);
  return (
    <PageLayout
      title="Webhooks"
      subtitle="Programs and chats that are sent a message when something happens here."
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
          New webhook
        </Button>
      }
    >
      <QueryContent query={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No webhooks">
              A webhook posts events, such as an approved award, to a URL of yours: to a program, or
              to a channel of Slack or Teams.
            </EmptyState>
          ) : (
            <WebhooksTable webhooks={items} />
          )
        }
      </QueryContent>
      <NewWebhookDialog isOpen={isAdding} onClose={adding.close} />
    </PageLayout>
  );
}
