import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { signInOptionsQuery } from '../api/sign-in-options.ts';

interface RefusedAtProviderProps {
  /** Slug of the provider whose person was refused here. */
  slug: string;
  /** Path of the page to open after signing in. */
  next: string;
}

/**
 * Two ways on for somebody who was refused: the provider knows their browser, so its plain button would
 * lead to the same refusal again.
 */
export function RefusedAtProvider({ slug, next }: RefusedAtProviderProps) {
  const options = useQuery(signInOptionsQuery);
  const provider = options.data?.providers.find((one) => one.slug === slug);
  if (provider === undefined) return null;
  const { name, url } = provider;
  const query = new URLSearchParams({ account: 'another', next });
  return (
    <Stack gap="xs">
      <Button component="a" href={`${url}?${query}`} variant="default" size="xs">
        Use another account
      </Button>
      <Button component="a" href={`${url}sign-out/`} variant="default" size="xs">
        Sign out at {name}
      </Button>
    </Stack>
  );
}
