import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { ApiError, toErrorMessage } from '../api/api-error.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { useSingleFlight } from '../parts/use-single-flight.ts';
import { signIn } from './sign-in-request.ts';

export interface CredentialsFormProps {
  /** Whose session has ended; empty where that is not known. */
  username?: string;
  onSignedIn: () => void;
}

/** User name and password; shows the service's error below the password. */
export function CredentialsForm({ username = '', onSignedIn }: CredentialsFormProps) {
  const form = useForm({ mode: 'controlled', initialValues: { username, password: '' } });
  const [secondsToWait, setSecondsToWait] = useCountdown();
  const submit = useSingleFlight(async (values: typeof form.values): Promise<void> => {
    form.clearErrors();
    try {
      await signIn(values.username, values.password);
      onSignedIn();
    } catch (error) {
      form.setFieldError('password', toErrorMessage(error));
      if (error instanceof ApiError) setSecondsToWait(error.retryAfter);
    }
  });
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack>
        <TextInput
          label="User name"
          autoComplete="username"
          data-autofocus={username === '' || undefined}
          required
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          data-autofocus={username !== '' || undefined}
          required
          {...form.getInputProps('password')}
        />
        <RequestNotice isSending={form.submitting} failure={null} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting} disabled={secondsToWait > 0}>
            {secondsToWait > 0 ? `Wait ${secondsToWait} s` : 'Sign in'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Seconds that are left, and a function that starts the countdown. */
function useCountdown(): [secondsLeft: number, start: (seconds: number) => void] {
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    if (secondsLeft <= 0) return;
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);
  return [secondsLeft, setSecondsLeft];
}
