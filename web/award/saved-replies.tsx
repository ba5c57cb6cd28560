/* The replies that a reviewer saved, beside the comment of a rejection. */

import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { useAddedCheck } from '../parts/use-added-check.ts';
import { useRequest } from '../parts/use-request.ts';

const path = '/api/openportal-saved-replies/';
const repliesQuery = {
  queryKey: queryKeys.savedReplies,
  queryFn: () => readBody(api.GET(path)),
};

interface SavedRepliesProps {
  comment: string;
  onChoose: (comment: string) => void;
}

/** Puts a saved reply into the comment, saves the comment as one, and deletes one's own. */
export function SavedReplies({ comment, onChoose }: SavedRepliesProps) {
  const client = useQueryClient();
  const replies = useQuery(repliesQuery).data ?? [];
  const [chosenUuid, setChosenUuid] = useState('');
  const [title, setTitle] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.savedReplies });
  const added = useAddedCheck(repliesQuery);
  const saving = useRequest({
    send: async () => {
      added.remember();
      const body = { title: title.trim(), text: comment.trim() };
      const saved = await readBody(api.POST(path, { body }));
      setTitle('');
      await refresh();
      setChosenUuid(saved.uuid);
    },
    checkOutcome: async () => {
      const saved = await added.findAdded((one) => one.title === title.trim() && one.is_own);
      if (saved === null) return null;
      setTitle('');
      setChosenUuid(saved.uuid);
      return `The reply ${saved.title} is saved.`;
    },
  });
  const deleting = useRequest({
    send: async () => {
      await readBody(api.DELETE(`${path}{uuid}/`, { params: { path: { uuid: chosenUuid } } }));
      setChosenUuid('');
      await refresh();
    },
    checkOutcome: async () => {
      if ((await repliesQuery.queryFn()).some(({ uuid }) => uuid === chosenUuid)) return null;
      setChosenUuid('');
      return 'The reply is deleted.';
    },
  });
  const chosen = replies.find(({ uuid }) => uuid === chosenUuid);
  const choose = (uuid: string): void => {
    setChosenUuid(uuid);
    const reply = replies.find((one) => one.uuid === uuid);
    if (reply) onChoose(reply.text);
  };
  return (
    <>
      <Group gap="xs" align="flex-end">
        <NativeSelect
          label="Saved replies"
          flex="1 1 12rem"
          data={[
            { value: '', label: replies.length === 0 ? 'None yet' : 'Choose one' },
            ...replies.map(({ uuid, title: name, is_shared }) => ({
              value: uuid,
              label: is_shared ? `${name} (shared)` : name,
            })),
          ]}
          value={chosenUuid}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        {chosen?.is_own && (
          <Button
            variant="subtle"
            color="red"
            loading={deleting.isBusy}
            onClick={() => void deleting.run()}
          >
            Delete reply
          </Button>
        )}
        {comment.trim() !== '' && comment.trim() !== chosen?.text && (
          <>
            <TextInput
              label="Title of a new reply"
              flex="1 1 10rem"
              maxLength={100}
              value={title}
              onChange={(event) => setTitle(event.currentTarget.value)}
              // Enter must not send the rejection.
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
            <Button
              variant="default"
              disabled={title.trim() === ''}
              loading={saving.isBusy}
              onClick={() => void saving.run()}
            >
              Save reply
            </Button>
          </>
        )}
      </Group>
      <RequestNotice isSending={saving.isSending} failure={saving.failure} title="Not saved" />
      <RequestNotice
        isSending={deleting.isSending}
        failure={deleting.failure}
        title="Not deleted"
      />
    </>
  );
}
