/* The fields of a webhook on its screen. */

import { Button, Card, Code, Group, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Fragment } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Webhook } from '../api/types.ts';
import { describeSaved } from '../parts/outcome-checks.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { SiteTime } from '../parts/time-format.tsx';
import { useRequest } from '../parts/use-request.ts';
import { WebhookForm, type WebhookValues } from './webhook-form.tsx';

const formNames: Readonly<Record<Webhook['form'], string>> = {
  standard: 'JSON',
  slack: 'Message for Slack',
  teams: 'Message for Teams',
};

/** The fields of a webhook, which are edited in place, and the switch that makes it inactive. */
export function WebhookDetails({ webhook }: { webhook: Webhook }) {
  const queries = useQueryClient();
  const [isEditing, editing] = useDisclosure();
  const path = { uuid: webhook.uuid };
  const store = async (body: Partial<Webhook>): Promise<void> => {
    const saved = await readBody(api.PATCH('/api/webhooks/{uuid}/', { params: { path }, body }));
    queries.setQueryData([...queryKeys.webhooks, webhook.uuid], saved);
    void queries.invalidateQueries({ queryKey: queryKeys.webhooks });
  };
  const save = async ({ customer: _, ...values }: WebhookValues): Promise<void> => {
    await store(values);
    editing.close();
    showSuccess('Webhook saved.');
  };
  const check = async (sent: Partial<Webhook>): Promise<string | null> => {
    const stored = await readBody(api.GET('/api/webhooks/{uuid}/', { params: { path } }));
    return describeSaved(stored, sent, `The webhook ${stored.name} is saved.`);
  };
  // With the wanted state: the webhook that is shown may have changed when the outcome is looked up.
  const toggling = useRequest<[boolean]>({
    send: (is_active) => store({ is_active }),
    checkOutcome: (is_active) => check({ is_active }),
  });
  return (
    <Card withBorder component="section" aria-labelledby="about">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="about">
          About
        </Title>
        {!isEditing && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="subtle"
              loading={toggling.isBusy}
              onClick={() => void toggling.run(!webhook.is_active)}
            >
              {webhook.is_active ? 'Make inactive' : 'Activate'}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPencil size={14} />}
              onClick={editing.open}
            >
              Edit
            </Button>
          </Group>
        )}
      </Group>
      <RequestNotice isSending={toggling.isSending} failure={toggling.failure} />
      {isEditing ? (
        <WebhookForm
          webhook={webhook}
          mayChooseAll={false}
          submitLabel="Save"
          onSave={save}
          checkOutcome={({ customer: _, ...values }) => check(values)}
          onCancel={editing.close}
        />
      ) : (
        <PropertyList properties={toDetailRows(webhook)} />
      )}
    </Card>
  );
}

function toDetailRows(webhook: Webhook) {
  const { customer_uuid, customer_name, destination_url, form, event_types, secrets } = webhook;
  const expiring = secrets.filter(({ expires }) => expires !== null);
  return [
    ['Events of', customer_uuid === null ? 'All customers and the site' : customer_name],
    ['URL', <Code key="url">{destination_url}</Code>],
    ['Form', formNames[form]],
    ['Events', event_types.join(', ')],
    ['Answers for it', webhook.owner_full_name],
    [
      'Secrets',
      expiring[0]?.expires == null ? (
        '1'
      ) : (
        <Fragment key="secrets">
          {secrets.length}; the old ones sign until <SiteTime time={expiring[0].expires} />
        </Fragment>
      ),
    ],
    ['Created', <SiteTime key="created" time={webhook.created} />],
  ] as const;
}
