import { Button, Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconArrowLeft, IconMoodEmpty } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { Problem } from '../api/problem.ts';
import { Failure, Loading } from '../parts/feedback.tsx';
import { Page } from '../parts/page.tsx';
import { AwardPage } from './award-page.tsx';
import type { Address } from './award-query.ts';
import { useShownAward } from './shown-award.ts';

/** One award: who asks for what, what happened to it, and the decision about it. */
export function AwardScreen() {
  const address = useParams({ from: '/signed-in/awards/$identifier/$destination' });
  // Another award is another page: nothing of one is kept for the other.
  return <OneAward key={`${address.identifier} ${address.destination}`} address={address} />;
}

function OneAward({ address }: { address: Address }) {
  const { query, shown, ...more } = useShownAward(address);
  if (shown) return <AwardPage address={address} seen={shown} {...more} />;
  if (more.isGone) return <NoSuchAward address={address} />;
  return (
    <Page title={address.identifier}>
      {query.isError && !query.isFetching ? (
        <Failure
          error={query.error}
          onRetry={() => query.refetch()}
          title={query.error instanceof Problem ? 'The award cannot be shown' : 'That did not work'}
        />
      ) : (
        <Loading rows={10} />
      )}
    </Page>
  );
}

function NoSuchAward({ address: { identifier, destination } }: { address: Address }) {
  return (
    <Page title="There is no such award, or it is not yours to see">
      <Paper withBorder p="lg" maw={720}>
        <Group align="flex-start" wrap="nowrap" gap="lg">
          <ThemeIcon size={56} radius="xl" variant="light" color="gray" visibleFrom="xs">
            <IconMoodEmpty size={30} />
          </ThemeIcon>
          <Stack align="flex-start" miw={0}>
            <Text style={{ overflowWrap: 'anywhere' }}>
              Nothing is known here of <b>{identifier}</b> at <b>{destination}</b>. It may have been
              deleted, its address may be misspelt, or it belongs to a template that you have no
              role in.
            </Text>
            <Button
              component={Link}
              to="/"
              variant="default"
              leftSection={<IconArrowLeft size={16} />}
            >
              To the desk
            </Button>
          </Stack>
        </Group>
      </Paper>
    </Page>
  );
}
