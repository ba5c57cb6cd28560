import {
  Alert,
  Anchor,
  Button,
  Card,
  Center,
  PasswordInput,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { LoadingSkeleton } from '../parts/query-state.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { FormError, getFieldError } from '../parts/form-error.tsx';

/** Where a link leads with which somebody sets a new password. Its key stands behind the #. */
export function ResetPasswordScreen() {
  useDocumentTitle('New password · Gatehouse');
  const [key] = useState(() => window.location.hash.slice(1));
  // Out of the address, so that nobody reads it over a shoulder or finds it in the history.
  useEffect(() => window.history.replaceState(window.history.state, '', '/reset'), []);
  const owner = useQuery({
    queryKey: ['reset'],
    queryFn: () => readBody(api.POST('/api/reset/check/', { body: { key: key || '-' } })),
    retry: false,
    gcTime: 0,
  });
  return (
    <Center component="main" mih="100dvh" p="md">
      <Card withBorder shadow="sm" w={420} maw="100%" p="xl">
        <Stack>
          <Title order={1} size="h3">
            A new password
          </Title>
          {owner.isPending && <LoadingSkeleton />}
          {owner.isError && (
            <InvalidLinkAlert words={getFieldError(owner.error, 'key') ?? owner.error.message} />
          )}
          {owner.isSuccess && <NewPasswordForm owner={owner.data} linkKey={key} />}
        </Stack>
      </Card>
    </Center>
  );
}

function InvalidLinkAlert({ words }: { words: string }) {
  return (
    <Alert color="orange" variant="light" title="This link does not work">
      {words}{' '}
      <Anchor component={Link} to="/sign-in">
        To the sign-in
      </Anchor>
    </Alert>
  );
}

interface NewPasswordFormProps {
  owner: { username: string; full_name: string };
  /** The link's. */
  linkKey: string;
}

function NewPasswordForm({ owner, linkKey: secret }: NewPasswordFormProps) {
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const setting = useMutation({
    mutationFn: useSingleFlight(async () => {
      await readBody(api.POST('/api/reset/', { body: { key: secret, new_password: password } }));
      showSuccess('Your password is set. Sign in with it.');
      await navigate({ to: '/sign-in', replace: true });
    }),
    gcTime: 0,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setting.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          For {owner.full_name || owner.username} (user name {owner.username}). You will be signed
          out wherever you are signed in.
        </Text>
        <input type="hidden" autoComplete="username" value={owner.username} readOnly />
        <PasswordInput
          label="New password"
          description={passwordHint}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={getFieldError(setting.error, 'new_password')}
          required
          data-autofocus
        />
        <FormError error={setting.error} fields={['new_password']} />
        <Button type="submit" loading={setting.isPending}>
          Set password
        </Button>
      </Stack>
    </form>
  );
}
