import { Badge, ScrollArea, Tabs } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { api, countOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { stateWord } from '../parts/state-badge.tsx';
import { type DeskSearch, filterOf, type Tab, tabOf, tabs } from './view.ts';

interface StateTabsProps {
  search: DeskSearch;
  onTab: (tab: Tab) => void;
}

/** The states, each with how many awards of it these filters find. */
export function StateTabs({ search, onTab }: StateTabsProps) {
  const counts = useQueries({
    queries: tabs.map((tab) => {
      const query = filterOf(search, tab);
      return {
        queryKey: [...keys.awards, 'counts', query],
        queryFn: () => countOf(api.HEAD('/api/openportal-managed-projects/', { params: { query } })),
        placeholderData: keepPreviousData,
      };
    }),
  });
  return (
    <ScrollArea type="never">
      <Tabs value={tabOf(search)} onChange={(tab) => onTab(tab as Tab)} keepMounted={false}>
        <Tabs.List aria-label="State" style={{ flexWrap: 'nowrap' }}>
          {tabs.map((tab, index) => (
            <Tabs.Tab
              key={tab}
              value={tab}
              rightSection={
                <Badge size="sm" variant="light" color="gray" circle={false}>
                  {counts[index]?.data?.toLocaleString('en') ?? '…'}
                </Badge>
              }
            >
              {tab === 'all' ? 'All' : stateWord(tab)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {/* What a tab controls is the list below, which is there but once. */}
        {tabs.map((tab) => (
          <Tabs.Panel key={tab} value={tab} />
        ))}
      </Tabs>
    </ScrollArea>
  );
}
