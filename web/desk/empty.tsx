import { Button } from '@mantine/core';
import { Empty } from '../parts/feedback.tsx';
import { type DeskSearch, filtersOf, type Tab, tabOf } from './view.ts';

const words: Record<Tab, [title: string, why: string]> = {
  pending: ['Nothing waits for you', 'New awards appear here by themselves.'],
  approved: ['Nothing is approved yet', 'What is approved here becomes a project.'],
  rejected: ['Nothing was rejected', 'Rejected awards can be reopened from here.'],
  canceled: ['Nothing was withdrawn', 'What its awarding portal takes back shows here.'],
  all: ['No awards', 'None has arrived that you may see.'],
};

interface NoAwardsProps {
  search: DeskSearch;
  onClear: (change: DeskSearch) => void;
}

/** Why the list is empty, and what to do about it where something can be done. */
export function NoAwards({ search, onClear }: NoAwardsProps) {
  const set = filtersOf(search);
  if (set.length === 0 && search.query === undefined) {
    const [title, why] = words[tabOf(search)];
    return <Empty title={title}>{why}</Empty>;
  }
  const none = Object.fromEntries(['query', ...set].map((name) => [name, ''])) as DeskSearch;
  return (
    <Empty title="No award matches">
      <Button variant="light" mt="xs" onClick={() => onClear(none)}>
        Clear search and filters
      </Button>
    </Empty>
  );
}
