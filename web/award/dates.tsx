import { Box, Group, Text } from '@mantine/core';
import { dayOf, hasExpired, isInGrace } from '../../src/award/dates.ts';
import type { Award } from '../api/types.ts';
import { formatDay } from '../parts/time.tsx';
import { Changed } from './changed.tsx';
import { daysAway, type Point, type PointKind, pointsOf } from './line.ts';
import { Section } from './section.tsx';

const looks: Record<PointKind, { words: string; color: string; field?: string }> = {
  start: { words: 'Start', color: 'var(--mantine-color-gate-filled)', field: 'start_date' },
  today: { words: 'Today', color: 'var(--mantine-color-text)' },
  embargo: {
    words: 'Not before',
    color: 'var(--mantine-color-orange-filled)',
    field: 'earliest_approve',
  },
  end: { words: 'End', color: 'var(--mantine-color-gate-filled)', field: 'end_date' },
  grace: { words: 'Grace until', color: 'var(--mantine-color-gray-5)' },
};

/** From when to when, as a line with today on it. */
export function DatesSection({ award: { details } }: { award: Award }) {
  const today = dayOf(new Date());
  const points = pointsOf(details, today);
  return (
    <Section title="Dates" aside={<Phase end={details.end_date} today={today} />}>
      <Line points={points} />
      <Group component="ul" gap="lg" align="flex-start" p={0} m={0} style={{ listStyle: 'none' }}>
        {points.map(({ kind, day }) => (
          <Group key={kind} component="li" gap={8} wrap="nowrap" align="flex-start">
            <Swatch kind={kind} />
            <div>
              <Group gap={6}>
                <Text size="xs" c="dimmed">
                  {looks[kind].words}
                </Text>
                <Changed field={looks[kind].field ?? ''} />
              </Group>
              <Text size="sm">{formatDay(day)}</Text>
              {kind !== 'today' && (
                <Text size="xs" c="dimmed">
                  {daysAway(day, today)}
                </Text>
              )}
            </div>
          </Group>
        ))}
      </Group>
      {details.end_date === null && (
        <Text size="sm" c="dimmed">
          {details.start_date === null ? 'No dates were given.' : 'No end date was given.'}
          <Changed field="end_date" />
        </Text>
      )}
    </Section>
  );
}

function Phase({ end, today }: { end: string | null; today: string }) {
  if (!hasExpired(end, today)) return null;
  return (
    <Text size="sm" fw={500}>
      {isInGrace(end, today) ? 'Ended, in grace' : 'Ended'}
    </Text>
  );
}

/** Only the picture of it: the days are told below. */
function Line({ points }: { points: readonly Point[] }) {
  const at = (kind: PointKind): number | undefined => points.find((one) => one.kind === kind)?.at;
  const [start, end, grace] = [at('start'), at('end'), at('grace')];
  return (
    <Box aria-hidden pos="relative" h={22} mx={6}>
      <Bar from={0} to={100} color="var(--mantine-color-default-border)" />
      {end !== undefined && grace !== undefined && (
        <Bar from={end} to={grace} color="var(--mantine-color-gray-5)" />
      )}
      {(start !== undefined || end !== undefined) && (
        <Bar from={start ?? 0} to={end ?? 100} color="var(--mantine-color-gate-filled)" />
      )}
      {points.map(({ kind, at: left }) => (
        <Box key={kind} pos="absolute" left={`${left}%`} top={0} style={{ translate: '-50% 0' }}>
          <Swatch kind={kind} />
        </Box>
      ))}
    </Box>
  );
}

function Bar({ from, to, color }: { from: number; to: number; color: string }) {
  const width = `${to - from}%`;
  return <Box pos="absolute" top={8} h={6} left={`${from}%`} w={width} bg={color} bdrs={3} />;
}

/** What stands for a day on the line. */
function Swatch({ kind }: { kind: PointKind }) {
  const { color } = looks[kind];
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
