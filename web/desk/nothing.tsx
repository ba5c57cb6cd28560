import { Button, Stack, Text } from '@mantine/core';
import { Empty } from '../parts/feedback.tsx';
import { isFiltered, tabOf, type View } from './view.ts';

const words: Record<string, [title: string, about: string]> = {
  pending: ['Nothing waits for you', 'What arrives and needs a decision appears here by itself.'],
  approved: ['Nothing was approved yet', 'What you and the limits of a template let pass is here.'],
  rejected: ['Nothing was rejected', 'What was turned down is here, with the words that say why.'],
  canceled: ['Nothing was canceled', 'What its awarding portal takes back is kept here.'],
  all: ['There are no awards', 'What an awarding portal asks for appears here by itself.'],
};

interface NothingProps {
  view: View;
  onClear: () => void;
}

/** Why the list is empty, and what can be done about it. */
export function Nothing({ view, onClear }: NothingProps) {
  const tab = tabOf(view);
  if (!isFiltered(view)) {
    const [title, about] = words[tab] ?? ['There is nothing', ''];
    return <Empty title={title}>{about}</Empty>;
  }
  const title = view.query ? `No award matches “${view.query}”` : 'No award matches these filters';
  return (
    <Empty title={title}>
      <Stack align="center" gap="sm">
        <Text>{tab === 'all' ? 'Among all states.' : `Among those that are ${tab}.`}</Text>
        <Button variant="default" onClick={onClear}>
          Clear the search and the filters
        </Button>
      </Stack>
    </Empty>
  );
}
