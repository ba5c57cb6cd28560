import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { signInOptionsQuery } from '../api/sign-in-options.ts';

/**
 * Says so where the page was opened by another name than the one that the service is configured with:
 * cookies and the way back from a provider work under that name only.
 */
export function OtherUrlAlert() {
  const { data } = useQuery(signInOptionsQuery);
  const publicUrl = data?.public_url ?? null;
  if (publicUrl === null || new URL(publicUrl).origin === window.location.origin) return null;
  return (
    <Alert color="orange" variant="light" title="This page has another URL">
      You came by {window.location.origin}, where signing in does not work. This service is at{' '}
      <Anchor href={publicUrl}>{publicUrl}</Anchor>.
    </Alert>
  );
}
