import { Alert, Anchor, Card, Center, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { toErrorMessage } from '../api/api-error.ts';
import { LoadingSkeleton } from '../parts/query-state.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { isLinkError, readLinkOwner } from './read-link-owner.ts';

/** The page of a reset link, where a person sets a new password. The URL fragment holds the key. */
export function ResetPasswordScreen() {
  useDocumentTitle('New password · Gatehouse');
  const [key] = useState(() => window.location.hash.slice(1));
  // Removes the key from the address bar and the browser's history, where others could read it.
  useEffect(() => window.history.replaceState(window.history.state, '', '/reset'), []);
  const owner = useQuery({
    queryKey: ['reset'],
    // The API asks for a key that is not empty; "-" is one that no link has.
    queryFn: () => readLinkOwner(key || '-'),
    retry: false,
    gcTime: 0,
  });
  return (
    <Center component="main" mih="100dvh" p="md">
      <Card withBorder shadow="sm" w={420} maw="100%" p="xl">
        <Stack>
          <Title order={1} size="h3">
            Set a new password
          </Title>
          {owner.isPending && <LoadingSkeleton />}
          {/* A link that the form has used up is read again with an error: the form says why. */}
          {owner.data === undefined && owner.isError && <InvalidLinkAlert error={owner.error} />}
          {owner.data !== undefined && <NewPasswordForm owner={owner.data} linkKey={key} />}
        </Stack>
      </Card>
    </Center>
  );
}

function InvalidLinkAlert({ error }: { error: Error }) {
  const keyError = isLinkError(error) ? error.fieldErrors.key : undefined;
  return (
    <Alert color="orange" variant="light" title="This link does not work">
      {keyError ?? toErrorMessage(error)}{' '}
      <Anchor component={Link} to="/sign-in">
        Go to sign-in
      </Anchor>
    </Alert>
  );
}
