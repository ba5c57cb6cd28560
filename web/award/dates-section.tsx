/* The section of an award's page about its dates. */

import { Box, Group, Text } from '@mantine/core';
import { isExpired, isInGrace } from '../../src/award/dates.ts';
import type { Award } from '../api/types.ts';
import { toSiteDay } from '../parts/site-time-zone.ts';
import {
  formatDate,
  formatFullTime,
  formatZonedTime,
  RelativeTime,
} from '../parts/time-format.tsx';
import { ChangedBadge } from './changed-badge.tsx';
import {
  formatDayDistance,
  type TimelinePoint,
  type TimelinePointKind,
  computeTimelinePoints,
} from './timeline.ts';
import { AwardSection } from './award-section.tsx';

const pointStyles: Record<TimelinePointKind, { label: string; color: string; field?: string }> = {
  start: { label: 'Start', color: 'var(--mantine-color-gate-filled)', field: 'start_date' },
  today: { label: 'Today', color: 'var(--mantine-color-text)' },
  embargo: {
    label: 'Not before',
    color: 'var(--mantine-color-orange-filled)',
    field: 'earliest_approve',
  },
  end: { label: 'End', color: 'var(--mantine-color-gate-filled)', field: 'end_date' },
  grace: { label: 'Grace until', color: 'var(--mantine-color-gray-5)' },
};

/** The dates of an award as a list, and as a timeline with today on it. */
export function DatesSection({ award: { details } }: { award: Award }) {
  const today = toSiteDay(new Date());
  const points = computeTimelinePoints(details, today);
  return (
    <AwardSection title="Dates" aside={<EndedLabel end={details.end_date} today={today} />}>
      <DatesTimeline points={points} />
      <Group component="ul" gap="lg" align="flex-start" p={0} m={0} style={{ listStyle: 'none' }}>
        {points.map(({ kind, day }) => (
          <Group key={kind} component="li" gap={8} wrap="nowrap" align="flex-start">
            <PointMarker kind={kind} />
            <div>
              <Group gap={6}>
                <Text size="xs" c="dimmed">
                  {pointStyles[kind].label}
                </Text>
                <ChangedBadge field={pointStyles[kind].field ?? ''} />
              </Group>
              <Text size="sm">
                {kind === 'embargo' && details.earliest_approve !== undefined ? (
                  <time
                    dateTime={details.earliest_approve}
                    title={formatFullTime(details.earliest_approve)}
                  >
                    {formatZonedTime(details.earliest_approve)}
                  </time>
                ) : (
                  formatDate(day)
                )}
              </Text>
              {kind !== 'today' && (
                <Text size="xs" c="dimmed">
                  {/* An embargo ends at an instant, which has one age on the whole page. */}
                  {kind === 'embargo' && details.earliest_approve !== undefined ? (
                    <RelativeTime time={details.earliest_approve} />
                  ) : (
                    formatDayDistance(day, today)
                  )}
                </Text>
              )}
            </div>
          </Group>
        ))}
      </Group>
      {details.end_date === null && (
        <Text size="sm" c="dimmed">
          {details.start_date === null ? 'No dates.' : 'No end date.'}
          <ChangedBadge field="end_date" />
        </Text>
      )}
    </AwardSection>
  );
}

function EndedLabel({ end, today }: { end: string | null; today: string }) {
  if (!isExpired(end, today)) return null;
  return (
    <Text size="sm" fw={500}>
      {isInGrace(end, today) ? 'Ended, in grace' : 'Ended'}
    </Text>
  );
}

/** A picture without text, hidden from screen readers: the list below names the days. */
function DatesTimeline({ points }: { points: readonly TimelinePoint[] }) {
  const at = (kind: TimelinePointKind): number | undefined =>
    points.find((point) => point.kind === kind)?.leftPercent;
  const [start, end, grace] = [at('start'), at('end'), at('grace')];
  return (
    <Box aria-hidden pos="relative" h={22} mx={6}>
      <TimelineBar from={0} to={100} color="var(--mantine-color-default-border)" />
      {end !== undefined && grace !== undefined && (
        <TimelineBar from={end} to={grace} color="var(--mantine-color-gray-5)" />
      )}
      {(start !== undefined || end !== undefined) && (
        <TimelineBar from={start ?? 0} to={end ?? 100} color="var(--mantine-color-gate-filled)" />
      )}
      {points.map(({ kind, leftPercent: left }) => (
        <Box key={kind} pos="absolute" left={`${left}%`} top={0} style={{ translate: '-50% 0' }}>
          <PointMarker kind={kind} />
        </Box>
      ))}
    </Box>
  );
}

function TimelineBar({ from, to, color }: { from: number; to: number; color: string }) {
  const width = `${to - from}%`;
  return <Box pos="absolute" top={8} h={6} left={`${from}%`} w={width} bg={color} bdrs={3} />;
}

/** The symbol of a kind of day, on the timeline and in the list. */
function PointMarker({ kind }: { kind: TimelinePointKind }) {
  const { color } = pointStyles[kind];
  if (kind === 'today') return <Box w={3} h={22} bg={color} bdrs={2} flex="none" />;
  const isTilted = kind === 'embargo';
  return (
    <Box
      w={14}
      h={14}
      mt={4}
      flex="none"
      bg={kind === 'grace' || kind === 'end' ? 'var(--mantine-color-body)' : color}
      bd={`3px solid ${color}`}
      bdrs={isTilted ? 2 : 7}
      style={isTilted ? { rotate: '45deg' } : {}}
    />
  );
}
