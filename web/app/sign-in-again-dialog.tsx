import { Stack, Text } from '@mantine/core';
import { toPagePath } from '../api/base-path.ts';
import { queryClient } from '../api/query-client.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { SignInOptions } from '../sign-in/sign-in-options.tsx';

/** The dialog that asks `username` to sign in again; `onClose` is called also when that is done. */
export function SignInAgainDialog({
  username,
  onClose,
}: {
  username: string;
  onClose: () => void;
}) {
  return (
    <FormDialog opened onClose={onClose} title="Your session has ended" zIndex={400}>
      <Stack>
        <Text size="sm">What you typed is still there. Sign in, then try again.</Text>
        <SignInOptions
          username={username}
          next={toPagePath(window.location.pathname) + window.location.search}
          onSignedIn={() => {
            onClose();
            void queryClient.invalidateQueries();
          }}
        />
      </Stack>
    </FormDialog>
  );
}
