import { Button, Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconArrowLeft, IconMoodEmpty } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { PageLayout } from '../parts/page-layout.tsx';
import { AwardPage } from './award-page.tsx';
import type { AwardKey } from './award-queries.ts';
import { useDisplayedAward } from './use-displayed-award.ts';

/** One award: the request, its history, and the decision about it. */
export function AwardScreen() {
  const awardKey = useParams({ from: '/signed-in/awards/$identifier/$destination' });
  // The key gives every award a page with a state of its own.
  return <LoadedAward key={`${awardKey.identifier} ${awardKey.destination}`} awardKey={awardKey} />;
}

function LoadedAward({ awardKey }: { awardKey: AwardKey }) {
  const { query, version, ...displayed } = useDisplayedAward(awardKey);
  if (version) return <AwardPage awardKey={awardKey} version={version} {...displayed} />;
  if (displayed.isGone) return <AwardNotFound awardKey={awardKey} />;
  return (
    <PageLayout title={awardKey.identifier}>
      {query.isError && !query.isFetching ? (
        <ErrorAlert
          error={query.error}
          onRetry={() => query.refetch()}
          title={query.error instanceof ApiError ? 'The award cannot be shown' : 'Not loaded'}
        />
      ) : (
        <LoadingSkeleton rows={10} />
      )}
    </PageLayout>
  );
}

function AwardNotFound({ awardKey: { identifier, destination } }: { awardKey: AwardKey }) {
  return (
    <PageLayout title="Award not found">
      <Paper withBorder p="lg" maw={720}>
        <Group align="flex-start" wrap="nowrap" gap="lg">
          <ThemeIcon size={56} radius="xl" variant="light" color="gray" visibleFrom="xs">
            <IconMoodEmpty size={30} />
          </ThemeIcon>
          <Stack align="flex-start" miw={0}>
            <Text style={{ overflowWrap: 'anywhere' }}>
              There is no award <b>{identifier}</b> at <b>{destination}</b> that you can see. It may
              have been deleted, the URL may be wrong, or you have no role in the customers of its
              template.
            </Text>
            <Button
              component={Link}
              to="/"
              variant="default"
              leftSection={<IconArrowLeft size={16} />}
            >
              Open the desk
            </Button>
          </Stack>
        </Group>
      </Paper>
    </PageLayout>
  );
}
