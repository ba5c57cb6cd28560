import { Button, Stack, Text } from '@mantine/core';
import { EmptyState } from '../parts/query-state.tsx';
import { isFiltered, getTab, type DeskView } from './desk-view.ts';

const emptyListTexts: Record<string, [title: string, about: string]> = {
  pending: ['Nothing waits for you', 'What arrives and needs a decision appears here by itself.'],
  approved: ['Nothing was approved yet', 'What you and the limits of a template let pass is here.'],
  rejected: ['Nothing was rejected', 'What was turned down is here, with the words that say why.'],
  canceled: ['Nothing was canceled', 'What its awarding portal takes back is kept here.'],
  all: ['There are no awards', 'What an awarding portal asks for appears here by itself.'],
};

interface EmptyAwardListProps {
  view: DeskView;
  onClear: () => void;
}

/** Why the list is empty, and what can be done about it. */
export function EmptyAwardList({ view, onClear }: EmptyAwardListProps) {
  const tab = getTab(view);
  if (!isFiltered(view)) {
    const [title, about] = emptyListTexts[tab] ?? ['There is nothing', ''];
    return <EmptyState title={title}>{about}</EmptyState>;
  }
  const title = view.query ? `No award matches “${view.query}”` : 'No award matches these filters';
  return (
    <EmptyState title={title}>
      <Stack align="center" gap="sm">
        <Text>{tab === 'all' ? 'Among all states.' : `Among those that are ${tab}.`}</Text>
        <Button variant="default" onClick={onClear}>
          Clear the search and the filters
        </Button>
      </Stack>
    </EmptyState>
  );
}
