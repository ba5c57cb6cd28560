/* What a project used and stored, on its screen. */

import { Alert, Card, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ProjectUsage } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { CreditFigures } from './credit-figures.tsx';
import { sumResourceSeconds } from './resource-seconds.ts';
import { UsagePlots } from './usage-plots.tsx';
import { projectUsageQuery } from './usage-queries.ts';

/** Granted, used and left, and plots of use and storage by day. */
export function ProjectUsageCard({ uuid }: { uuid: string }) {
  const usage = useQuery(projectUsageQuery(uuid));
  return (
    <>
      <Card withBorder component="section" aria-labelledby="usage">
        <Title order={2} size="h4" id="usage" mb="sm">
          Credits and use
        </Title>
        <QueryContent query={usage} rows={4}>
          {(data) => <UsageContent usage={data} />}
        </QueryContent>
      </Card>
      {usage.data !== undefined && hasFigures(usage.data) && <UsagePlots usage={usage.data} />}
    </>
  );
}

const hasFigures = ({ resources }: ProjectUsage): boolean =>
  resources.some(({ collected_at }) => collected_at !== null);

function UsageContent({ usage }: { usage: ProjectUsage }) {
  const { resources, granted_credits, used_credits } = usage;
  if (resources.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        This project is on no machine, so nothing was used.
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <CreditFigures
        label="Credits and use"
        granted={granted_credits}
        used={used_credits}
        seconds={sumResourceSeconds(usage)}
      />
      {resources.map((resource) => (
        <Freshness key={resource.resource} resource={resource} />
      ))}
    </Stack>
  );
}

/** When figures were collected, and why the last time failed. */
function Freshness({ resource }: { resource: ProjectUsage['resources'][number] }) {
  const { resource_name, collected_at, problem } = resource;
  return (
    <>
      <Text size="sm" c="dimmed">
        {collected_at === null ? (
          `No figures of ${resource_name} have been collected yet.`
        ) : (
          <>
            Figures of {resource_name} were collected <RelativeTime time={collected_at} />.
          </>
        )}
      </Text>
      {problem !== null && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle />}
          title={`Figures of ${resource_name} could not be collected`}
        >
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {problem}
          </Text>
        </Alert>
      )}
    </>
  );
}
