import {
  Button,
  Divider,
  Group,
  Modal,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { api, readBody, onSessionExpired } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { ApiError, toErrorMessage } from '../api/api-error.ts';
import type { Me } from '../api/types.ts';
import { clearVisits } from '../award/last-visit-store.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { queryClient } from './query-client.ts';

export const meQuery = {
  queryKey: queryKeys.me,
  queryFn: (): Promise<Me> => readBody(api.GET('/api/users/me/')),
  staleTime: 60_000,
};

/** The ways to sign in, which are asked for without being signed in. */
export const signInOptionsQuery = {
  queryKey: queryKeys.waysIn,
  queryFn: () => readBody(api.GET('/api/sign-in/')),
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
  const before = queryClient.getQueryData<Me>(queryKeys.me);
  const me = (await readBody(api.POST('/api/session/', { body: { username, password } }))) as Me;
  // What somebody else was looking at is not for the next one to see.
  if (before !== undefined && before.uuid !== me.uuid) window.location.assign('/');
  queryClient.setQueryData(queryKeys.me, me);
  return me;
}

/** Also at the provider that the session came from, where it has a page for that. */
export async function signOut(): Promise<void> {
  const ended = await readBody(api.DELETE('/api/session/'));
  const me = queryClient.getQueryData<Me>(queryKeys.me);
  if (me !== undefined) clearVisits(me.uuid);
  window.location.assign(ended?.sign_out_url ?? '/sign-in');
}

/**
 * Over the page, where a session ends while somebody works: the page stays as it is, with all
 * that was typed, and what was refused can be done again after signing in.
 */
export function SessionExpiredDialog() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onSessionExpired(() => setOpen(true)), []);
  const username = queryClient.getQueryData<Me>(queryKeys.me)?.username ?? '';
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
        <SignInOptions
          username={username}
          next={window.location.pathname + window.location.search}
          onSignedIn={() => {
            setOpen(false);
            void queryClient.invalidateQueries();
          }}
        />
      </Stack>
    </Modal>
  );
}

interface SignInOptionsProps extends CredentialsFormProps {
  /** The page to go on with, where one signs in elsewhere. */
  next: string;
}

/** Password or provider: whatever this desk has. */
export function SignInOptions({ next, ...credentials }: SignInOptionsProps) {
  const ways = useQuery(signInOptionsQuery);
  if (ways.isPending) return <LoadingSkeleton />;
  if (ways.isError) return <ErrorAlert error={ways.error} onRetry={() => void ways.refetch()} />;
  const { password, providers } = ways.data;
  return (
    <Stack>
      {providers.map(({ slug, name, url }) => (
        <Button
          key={slug}
          component="a"
          href={`${url}?next=${encodeURIComponent(next)}`}
          variant={password ? 'default' : 'filled'}
          fullWidth
        >
          Sign in with {name}
        </Button>
      ))}
      {providers.length > 0 && password && <Divider label="or" />}
      {password && <CredentialsForm {...credentials} />}
      {!password && providers.length === 0 && (
        <Text size="sm">
          Nobody can sign in here in a browser: passwords are turned off, and no provider is named.
          The operator can mend that.
        </Text>
      )}
    </Stack>
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
  const [wait, setWait] = useCountdown();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    try {
      await signIn(name, password);
      onSignedIn();
    } catch (error) {
      setProblem(toErrorMessage(error));
      if (error instanceof ApiError) setWait(error.retryAfter);
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
          <Button type="submit" loading={isBusy} disabled={wait > 0}>
            {wait > 0 ? `Wait ${wait} s` : 'Sign in'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Seconds that are left, and how to set them. */
function useCountdown(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
