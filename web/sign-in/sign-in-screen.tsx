import { Alert, Card, Center, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { signInOptionsQuery } from '../api/sign-in-options.ts';
import { SignInOptions } from './sign-in-options.tsx';

/** Why a sign-on elsewhere came to nothing, and what to do. */
const problemMessages: Record<string, string> = {
  expired: 'That took too long, or the page was opened twice. Try again.',
  refused: 'The provider was told not to sign you in. Try again if that was not meant.',
  unknown: 'You have no account here. Ask whoever runs this desk, or who invited you.',
  inactive: 'Your account is deactivated. Ask whoever runs this desk.',
  taken: 'That is somebody’s already: it opens another account.',
  failed: 'The provider could not say who you are. Try again; if it stays so, tell the operator.',
};

/** The door: back to where one wanted to go. */
export function SignInScreen() {
  useDocumentTitle('Sign in · Gatehouse');
  const { next, problem } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const enter = (): void => {
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
            <img src="/gate.svg" alt="" width={48} height={48} />
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
          <div ref={form}>
            <SignInOptions next={toSafePath(next)} onSignedIn={enter} />
          </div>
        </Stack>
      </Card>
    </Center>
  );
}

/**
 * Only ever a path of ours, as a browser reads it – which drops tabs and turns slashes round –:
 * an address that came from elsewhere must not lead elsewhere. Else the desk.
 */
function toSafePath(next: string | undefined): string {
  const here = window.location.origin;
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return '/';
  const { origin, pathname, search, hash } = new URL(next, here);
  const isOurs = origin === here && !pathname.startsWith('//') && pathname !== '/sign-in';
  return isOurs ? pathname + search + hash : '/';
}
