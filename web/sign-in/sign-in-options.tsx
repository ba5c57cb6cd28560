import { Button, Divider, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { signInOptionsQuery } from '../api/sign-in-options.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { CredentialsForm, type CredentialsFormProps } from './credentials-form.tsx';

interface SignInOptionsProps extends CredentialsFormProps {
  /** Path of the page to open after signing in at a provider. */
  next: string;
}

/** The ways to sign in that this service offers: a button for each provider, a password form. */
export function SignInOptions({ next, ...credentials }: SignInOptionsProps) {
  const options = useQuery(signInOptionsQuery);
  if (options.isPending) return <LoadingSkeleton />;
  if (options.isError) {
    return <ErrorAlert error={options.error} onRetry={() => void options.refetch()} />;
  }
  const { password, providers } = options.data;
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
          Nobody can sign in here with a browser: passwords are turned off and no provider is
          configured. Ask the operator to change the settings.
        </Text>
      )}
    </Stack>
  );
}
