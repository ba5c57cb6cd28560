import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { api, bodyOf, whenSignedOut } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { wordsOf } from '../api/problem.ts';
import type { Me } from '../api/types.ts';
import { queryClient } from './query-client.ts';

export const meQuery = {
  queryKey: keys.me,
  queryFn: (): Promise<Me> => bodyOf(api.GET('/api/users/me/')),
  staleTime: 60_000,
};

/** Who is signed in. Only below the shell, which is not shown before that is known. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (data === undefined) throw new Error('Nobody is signed in.');
  return data;
}

/** Signs in; the session is a cookie that scripts cannot read. Throws Problem. */
export async function signIn(username: string, password: string): Promise<Me> {
  const me = await bodyOf(api.POST('/api/session/', { body: { username, password } }));
  queryClient.setQueryData(keys.me, me);
  return me as Me;
}

export async function signOut(): Promise<void> {
  await bodyOf(api.DELETE('/api/session/'));
  window.location.assign('/sign-in');
}

/**
 * Over the page, where a session ends while somebody works: the page stays as it is, with all
 * that was typed, and what was refused can be done again after signing in.
 */
export function SignInAgain() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => whenSignedOut(() => setOpen(true)), []);
  const username = queryClient.getQueryData<Me>(keys.me)?.username ?? '';
  if (username === '') return null;
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title="Your session has ended"
      closeOnClickOutside={false}
      zIndex={400}
    >
      <Stack>
        <Text size="sm">Nothing that you typed is lost. Sign in, then do it again.</Text>
        <CredentialsForm
          username={username}
          onSignedIn={() => {
            setOpen(false);
            void queryClient.invalidateQueries();
          }}
        />
      </Stack>
    </Modal>
  );
}

interface CredentialsFormProps {
  /** Whose session it was; else asked for. */
  username?: string;
  onSignedIn: () => void;
}

/** User name and password, with the service's words where they are not right. */
export function CredentialsForm({ username = '', onSignedIn }: CredentialsFormProps) {
  const [name, setName] = useState(username);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    try {
      await signIn(name, password);
      onSignedIn();
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="User name"
          autoComplete="username"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus={username === '' || undefined}
          required
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus={username !== '' || undefined}
          error={problem}
          required
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy}>
            Sign in
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
