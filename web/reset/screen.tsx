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
import { api, bodyOf } from '../api/client.ts';
import { Loading } from '../parts/feedback.tsx';
import { notice } from '../parts/notice.ts';
import { useOnce } from '../parts/once.ts';
import { passwordHint } from '../parts/password-hint.ts';
import { Refusal, saidOf } from '../parts/refusal.tsx';

/** Where a link leads with which somebody sets a new password. Its key stands behind the #. */
export function ResetScreen() {
  useDocumentTitle('New password · Gatehouse');
  const [key] = useState(() => window.location.hash.slice(1));
  // Out of the address, so that nobody reads it over a shoulder or finds it in the history.
  useEffect(() => window.history.replaceState(window.history.state, '', '/reset'), []);
  const owner = useQuery({
    queryKey: ['reset'],
    queryFn: () => bodyOf(api.POST('/api/reset/check/', { body: { key: key || '-' } })),
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
          {owner.isPending && <Loading />}
          {owner.isError && <Ended words={saidOf(owner.error, 'key') ?? owner.error.message} />}
          {owner.isSuccess && <Form owner={owner.data} secret={key} />}
        </Stack>
      </Card>
    </Center>
  );
}

function Ended({ words }: { words: string }) {
  return (
    <Alert color="orange" variant="light" title="This link does not work">
      {words}{' '}
      <Anchor component={Link} to="/sign-in">
        To the sign-in
      </Anchor>
    </Alert>
  );
}

interface FormProps {
  owner: { username: string; full_name: string };
  /** The link's. */
  secret: string;
}

function Form({ owner, secret }: FormProps) {
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const setting = useMutation({
    mutationFn: useOnce(async () => {
      await bodyOf(api.POST('/api/reset/', { body: { key: secret, new_password: password } }));
      notice('Your password is set. Sign in with it.');
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
          error={saidOf(setting.error, 'new_password')}
          required
          data-autofocus
        />
        <Refusal error={setting.error} fields={['new_password']} />
        <Button type="submit" loading={setting.isPending}>
          Set password
        </Button>
      </Stack>
    </form>
  );
}
