import { Card, Center, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useRouter, useSearch } from '@tanstack/react-router';
import { CredentialsForm } from '../app/session.tsx';

/** The door: back to where one wanted to go. */
export function SignInScreen() {
  useDocumentTitle('Sign in · Gatehouse');
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const enter = (): void => {
    void router.navigate({ href: isOurs(next) ? next : '/' });
  };
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
          <CredentialsForm onSignedIn={enter} />
        </Stack>
      </Card>
    </Center>
  );
}

/** Only ever a path of ours: an address that came from elsewhere must not lead elsewhere. */
function isOurs(next: string | undefined): next is string {
  return next !== undefined && /^\/(?![/\\])/.test(next);
}
