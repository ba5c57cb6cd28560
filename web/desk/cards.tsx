import { Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { StateBadge } from '../parts/state-badge.tsx';
import { awardingPortal, keyOf } from './awards.ts';
import { Age, Credits, Dates, memberCount, NameCell, SelectBox } from './cells.tsx';
import type { ListProps } from './list.tsx';
import { marksOf, type RowProps } from './rows.ts';

/** The awards as cards, for narrow windows and large letters. */
export function AwardCards({ rows }: Pick<ListProps, 'rows'>) {
  return (
    <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} spacing="sm" p={0} m={0}>
      {rows.map((row) => (
        <AwardCard key={keyOf(row.award)} {...row} />
      ))}
    </SimpleGrid>
  );
}

const AwardCard = memo(function AwardCard(row: RowProps) {
  const { award, tab } = row;
  const template = award.project_template_data;
  const members = memberCount(award);
  return (
    <Card component="li" withBorder padding="sm" className="award-card" {...marksOf(row)}>
      <Stack gap={6}>
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <SelectBox {...row} />
          <NameCell {...row} />
          <Text size="sm" ml="auto" className="whole">
            <Age {...row} />
          </Text>
        </Group>
        <Text size="xs" c="dimmed">
          <Text span inherit ff="monospace">
            {award.identifier}
          </Text>{' '}
          from {awardingPortal(award)} for {template.offering}, {template.name}
        </Text>
        {tab === 'all' && !row.isLeft && <StateBadge state={award.state} />}
        <Credits award={award} />
        <Group gap="xs" justify="space-between">
          <Text size="sm">
            <Dates award={award} />
          </Text>
          <Text size="sm">
            {members} {members === 1 ? 'member' : 'members'}
          </Text>
        </Group>
        {award.local_identifier !== null && (
          <Text size="xs" c="dimmed">
            Project{' '}
            <Text span inherit ff="monospace">
              {award.local_identifier}
            </Text>
          </Text>
        )}
      </Stack>
    </Card>
  );
});
