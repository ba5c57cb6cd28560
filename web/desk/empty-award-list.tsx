import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/current-user.ts';
import { mayReadEverything } from '../api/permissions.ts';
import { EmptyState } from '../parts/query-state.tsx';
import { awardCountQuery } from './award-list-query.ts';
import { FirstSteps } from './first-steps.tsx';
import { type DeskView, getTab, isFiltered, isTab, type Tab } from './desk-view.ts';

/** A new state does not compile until its empty tab has a text. */
const emptyTabTexts: Record<Tab, [title: string, description: string]> = {
  pending: [
    'No award needs a decision',
    'Awards that need a decision appear here when they arrive.',
  ],
  approved: [
    'No award has been approved yet',
    'Awards that a reviewer or the limits of a template approve appear here.',
  ],
  rejected: ['No award has been rejected', 'Rejected awards appear here with the reason.'],
  canceled: [
    'No award has been canceled',
    'Awards that their awarding portal withdraws appear here.',
  ],
  all: ['There are no awards yet', 'Awards appear here when awarding portals send them.'],
};

interface EmptyAwardListProps {
  view: DeskView;
  onClear: () => void;
}

/** Says why the list is empty, and offers to clear the filters where they are the reason. */
export function EmptyAwardList({ view, onClear }: EmptyAwardListProps) {
  const tab = getTab(view);
  const [title, description] = emptyTabTexts[isTab(tab) ? tab : 'all'];
  const me = useMe();
  const allCount = useQuery(awardCountQuery({}, 'all')).data;
  if (!isFiltered(view)) {
    if (allCount === 0 && !mayReadEverything(me)) return <NoVisibleAward />;
    return (
      <>
        <EmptyState title={title}>{description}</EmptyState>
        {allCount === 0 && me.is_staff && <FirstSteps />}
      </>
    );
  }
  const filteredTitle = view.query
    ? `No award matches “${view.query}”`
    : 'No award matches these filters';
  return (
    <EmptyState title={filteredTitle}>
      <Stack align="center" gap="sm">
        <Text>
          {tab === 'all' ? 'In all states.' : `Among the ${tab.replaceAll(',', ' and ')} awards.`}
        </Text>
        <Button variant="default" onClick={onClear}>
          Clear search and filters
        </Button>
      </Stack>
    </EmptyState>
  );
}

/** There may be awards that this reader does not see. */
function NoVisibleAward() {
  return (
    <EmptyState title="No awards">
      You see the awards of customers in which you have a role, and of projects of which you are a
      member.
    </EmptyState>
  );
}
