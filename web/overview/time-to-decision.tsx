import { Card, Group, Text, Title } from '@mantine/core';
import type { Overview } from '../api/types.ts';

const hour = 3600;
const day = 24 * hour;

/** A length of time in its largest fitting unit, such as `3.5 days`; `–` for none. */
function formatDuration(seconds: number | null): string {
  if (seconds === null) return '–';
  const [size, unit] =
    seconds >= 2 * day ? [day, 'day'] : seconds >= hour ? [hour, 'hour'] : [60, 'minute'];
  const amount = Math.round((seconds / size) * 10) / 10;
  return `${amount.toLocaleString('en')} ${unit}${amount === 1 ? '' : 's'}`;
}

/** How long awards waited for the decision of a person. */
export function TimeToDecision({ time }: { time: Overview['time_to_decision'] }) {
  const figures = [
    ['Half were decided within', formatDuration(time.median_seconds)],
    ['Nine of ten within', formatDuration(time.p90_seconds)],
    ['Decisions by people', time.decisions.toLocaleString('en')],
  ] as const;
  return (
    <Card withBorder component="section" aria-labelledby="time-to-decision">
      <Title order={2} size="h4" id="time-to-decision" mb="sm">
        Time to decision
      </Title>
      <Group component="dl" m={0} gap="xl">
        {figures.map(([label, value]) => (
          <div key={label}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} fz={22} fw={600}>
              {value}
            </Text>
          </div>
        ))}
      </Group>
    </Card>
  );
}
