import { Card, Center, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { CredentialsForm } from '../app/session.tsx';

/** The door: back to where one wanted to go. */
export function SignInScreen() {
  useDocumentTitle('Sign in · Gatehouse');
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const enter = (): void => {
    void router.navigate({ href: pathOf(next) });
  };
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
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
          <div ref={form}>
            <CredentialsForm onSignedIn={enter} />
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
function pathOf(next: string | undefined): string {
  const here = window.location.origin;
  if (!next?.startsWith('/') || !URL.canParse(next, here)) return '/';
  const { origin, pathname, search, hash } = new URL(next, here);
  const isOurs = origin === here && !pathname.startsWith('//') && pathname !== '/sign-in';
  return isOurs ? pathname + search + hash : '/';
}
