import { Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { toPagePath } from '../api/base-path.ts';
import { onSessionExpired } from '../api/api-client.ts';
import { queryClient } from '../api/query-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Me } from '../api/types.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { SignInOptions } from '../sign-in/sign-in-options.tsx';

/**
 * Asks to sign in again over the page when the session ends during work. The page below keeps
 * everything that was typed, so that the refused request can be repeated.
 */
export function SessionExpiredDialog() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onSessionExpired(() => setOpen(true)), []);
  const username = queryClient.getQueryData<Me>(queryKeys.me)?.username ?? '';
  if (username === '') return null;
  return (
    <FormDialog
      opened={isOpen}
      onClose={() => setOpen(false)}
      title="Your session has ended"
      zIndex={400}
    >
      <Stack>
        <Text size="sm">What you typed is still there. Sign in, then try again.</Text>
        <SignInOptions
          username={username}
          next={toPagePath(window.location.pathname) + window.location.search}
          onSignedIn={() => {
            setOpen(false);
            void queryClient.invalidateQueries();
          }}
        />
      </Stack>
    </FormDialog>
  );
}
