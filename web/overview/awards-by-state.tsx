import { Card, SimpleGrid, Text } from '@mantine/core';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../parts/state-badge.tsx';

type StateCounts = Record<'pending' | 'approved' | 'rejected' | 'canceled', number>;

const displayedStates = ['pending', 'approved', 'rejected', 'canceled'] as const;

/** How many awards there are of each state; each leads to them on the desk. */
export function AwardsByState({ counts }: { counts: StateCounts }) {
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} component="section" aria-label="Awards by state">
      {displayedStates.map((state) => (
        <Card key={state} withBorder padding="sm">
          <PageLink
            to="/"
            // What waits is what the desk shows by itself.
            search={state === 'pending' ? {} : { state }}
            c="inherit"
            underline="hover"
          >
            <Text span fz={28} fw={700} lh={1.2} display="block">
              {counts[state].toLocaleString('en')}
            </Text>{' '}
            <StateBadge state={state} />
          </PageLink>
        </Card>
      ))}
    </SimpleGrid>
  );
}
