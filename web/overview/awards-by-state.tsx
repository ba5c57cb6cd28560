import { Card, SimpleGrid, Text } from '@mantine/core';
import { type AwardState, awardStates } from '../../src/award/award-enums.ts';
import type { Overview } from '../api/types.ts';
import { PageLink } from '../parts/page-link.tsx';
import { StateBadge } from '../parts/award-state-badge.tsx';

/** The number of awards in each state, with a link to their tab of the desk. */
export function AwardsByState({ counts }: { counts: Overview['states'] }) {
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} component="section" aria-label="Awards by state">
      {awardStates.map((state) => (
        <StateCount key={state} state={state} count={counts[state]} />
      ))}
    </SimpleGrid>
  );
}

function StateCount({ state, count }: { state: AwardState; count: number }) {
  return (
    <Card withBorder padding="sm">
      <PageLink
        to="/"
        // The desk opens with the pending awards.
        search={state === 'pending' ? {} : { state }}
        c="inherit"
        underline="hover"
      >
        <Text span fz={28} fw={700} lh={1.2} display="block">
          {count.toLocaleString('en')}
        </Text>{' '}
        <StateBadge state={state} />
      </PageLink>
    </Card>
  );
}
