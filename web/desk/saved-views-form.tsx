/* The views that somebody saved, and the form that saves the present one. */

import { Button, CopyButton, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { serviceUrl } from '../api/base-path.ts';
import { queryKeys } from '../api/query-keys.ts';
import { PageLink } from '../parts/page-link.tsx';
import { RequestNotice } from '../parts/request-notice.tsx';
import { useAddedCheck } from '../parts/use-added-check.ts';
import { useRequest } from '../parts/use-request.ts';
import type { DeskView } from './desk-view.ts';

const path = '/api/openportal-saved-views/';

const viewsQuery = {
  queryKey: queryKeys.savedViews,
  queryFn: () => readBody(api.GET(path)),
};

/** Opens, saves and deletes views; each has an address that colleagues can open. */
export function SavedViewsForm({ view }: { view: DeskView }) {
  const client = useQueryClient();
  const views = useQuery(viewsQuery);
  const added = useAddedCheck(viewsQuery);
  const [name, setName] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.savedViews });
  const saving = useRequest({
    send: async () => {
      added.remember();
      const { page: _, ...params } = view;
      const query = new URLSearchParams(params).toString();
      await readBody(api.POST(path, { body: { name: name.trim(), query } }));
      setName('');
      await refresh();
    },
    checkOutcome: async () => {
      const saved = await added.findAdded((one) => one.name === name.trim());
      if (saved === null) return null;
      setName('');
      return `The view ${saved.name} is saved.`;
    },
  });
  const deleting = useRequest<[string]>({
    send: async (uuid) => {
      await readBody(api.DELETE(`${path}{uuid}/`, { params: { path: { uuid } } }));
      await refresh();
    },
    checkOutcome: async (uuid) =>
      (await viewsQuery.queryFn()).some((one) => one.uuid === uuid) ? null : 'The view is deleted.',
  });
  return (
    <Stack gap="sm">
      {views.data?.length === 0 && <Text size="sm">No views are saved yet.</Text>}
      <List listStyleType="none" spacing={6}>
        {views.data?.map(({ uuid, name: label }) => (
          <List.Item key={uuid}>
            <Group gap="xs" justify="space-between">
              <PageLink to="/views/$uuid" params={{ uuid }} size="sm">
                {label}
              </PageLink>
              <Group gap={4}>
                <CopyButton value={`${serviceUrl}/views/${uuid}`}>
                  {({ copied, copy }) => (
                    <Button size="compact-xs" variant="subtle" onClick={copy}>
                      {copied ? 'Copied' : 'Copy address'}
                    </Button>
                  )}
                </CopyButton>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="red"
                  aria-label={`Delete ${label}`}
                  onClick={() => void deleting.run(uuid)}
                >
                  Delete
                </Button>
              </Group>
            </Group>
          </List.Item>
        ))}
      </List>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void saving.run();
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            label="Save this view as"
            flex={1}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={saving.isBusy} disabled={name.trim() === ''}>
            Save
          </Button>
        </Group>
      </form>
      <RequestNotice isSending={saving.isSending} failure={saving.failure} title="Not saved" />
      <RequestNotice
        isSending={deleting.isSending}
        failure={deleting.failure}
        title="Not deleted"
      />
    </Stack>
  );
}
