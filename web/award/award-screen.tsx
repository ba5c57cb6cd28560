import { Button, Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconArrowLeft, IconMoodEmpty } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { AwardPage } from './award-page.tsx';
import type { AwardKey } from './award-queries.ts';
import { useDisplayedAward } from './use-displayed-award.ts';

/** One award: who asks for what, what happened to it, and the decision about it. */
export function AwardScreen() {
  const address = useParams({ from: '/signed-in/awards/$identifier/$destination' });
  // Another award is another page: nothing of one is kept for the other.
  return <LoadedAward key={`${address.identifier} ${address.destination}`} address={address} />;
}

function LoadedAward({ address }: { address: AwardKey }) {
  const { query, shown, ...more } = useDisplayedAward(address);
  if (shown) return <AwardPage awardKey={address} version={shown} {...more} />;
  if (more.isGone) return <AwardNotFound address={address} />;
  return (
    <PageLayout title={address.identifier}>
      {query.isError && !query.isFetching ? (
        <ErrorAlert
          error={query.error}
          onRetry={() => query.refetch()}
          title={
            query.error instanceof ApiError ? 'The award cannot be shown' : 'That did not work'
          }
        />
      ) : (
        <LoadingSkeleton rows={10} />
      )}
    </PageLayout>
  );
}

function AwardNotFound({ address: { identifier, destination } }: { address: AwardKey }) {
  return (
    <PageLayout title="There is no such award, or it is not yours to see">
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
    </PageLayout>
  );
}
