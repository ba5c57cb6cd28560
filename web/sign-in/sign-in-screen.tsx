import { Alert, Card, Center, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { basePath } from '../api/base-path.ts';
import { signInOptionsQuery } from '../api/sign-in-options.ts';
import { OtherUrlAlert } from './other-url-alert.tsx';
import { RefusedAtProvider } from './refused-at-provider.tsx';
import { SignInOptions } from './sign-in-options.tsx';

/** Why signing in with a provider failed, and what to do; by the codes of the sign-on service. */
const problemMessages: Readonly<Record<string, string>> = {
  expired: 'Signing in took too long, or the page was opened twice. Try again.',
  refused: 'Signing in was canceled at the provider. Try again if that was a mistake.',
  unknown:
    'You have no account here. Ask the operator of this service, or the person who invited you.',
  unverified:
    'Your provider has not verified your email address, so an invitation to it cannot be found. Have it verified there, then sign in again.',
  'no-sign-out':
    'This provider has no page for signing out. Close all windows of the browser, or sign out on its own pages.',
  inactive: 'Your account is deactivated. Ask the operator of this service.',
  taken: 'That identity belongs to another account already.',
  failed:
    'The provider did not confirm who you are. Try again; if it fails again, tell the operator.',
};

/** The sign-in page; after signing in it opens the page that was asked for. */
export function SignInScreen() {
  useDocumentTitle('Sign in · Gatehouse');
  const { next, problem, provider } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const openNextPage = (): void => {
    void router.navigate({ href: toSafePath(next) });
  };
  const form = useRef<HTMLDivElement>(null);
  const { isSuccess } = useQuery(signInOptionsQuery);
  useEffect(() => {
    if (isSuccess) form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [isSuccess]);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Card withBorder shadow="sm" w={380} maw="100%" p="xl">
        <Stack>
          <Stack gap={4} align="center">
            <img src={`${basePath}/gate.svg`} alt="" width={48} height={48} />
            <Title order={1} size="h3">
              Gatehouse
            </Title>
            <Text c="dimmed" size="sm">
              The desk for awards
            </Text>
          </Stack>
          {problem !== undefined && (
            <Alert color="orange" variant="light" title="You are not signed in">
              {problemMessages[problem] ?? problemMessages.failed}
            </Alert>
          )}
          {provider !== undefined && <RefusedAtProvider slug={provider} next={toSafePath(next)} />}
          <OtherUrlAlert />
          <div ref={form}>
            <SignInOptions next={toSafePath(next)} onSignedIn={openNextPage} />
          </div>
        </Stack>
      </Card>
    </Center>
  );
}

/**
 * The path of `next` where it is a page of this service, else the path of the desk. A link to the
 * sign-in page must not lead to another site, so `next` is read as a browser reads it: browsers
 * drop tabs and take a backslash for a slash.
 */
function toSafePath(next: string | undefined): string {
  const ownOrigin = window.location.origin;
  if (!next?.startsWith('/') || !URL.canParse(next, ownOrigin)) return '/';
  const { origin, pathname, search, hash } = new URL(next, ownOrigin);
  const isOwnPage = origin === ownOrigin && !pathname.startsWith('//') && pathname !== '/sign-in';
  return isOwnPage ? pathname + search + hash : '/';
}
