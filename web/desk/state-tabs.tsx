import { Scroller, Tabs, Text } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getStateLabel } from '../parts/state-badge.tsx';
import { awardCountQuery } from './award-list-query.ts';
import { type Tab, getTab, tabs, type DeskView } from './desk-view.ts';

interface StateTabsProps {
  view: DeskView;
  onTab: (tab: string) => void;
  children: ReactNode;
}

export const getTabLabel = (tab: Tab): string => (tab === 'all' ? 'All' : getStateLabel(tab));

/** The states with how many awards are in each, under the filters that are set. */
export function StateTabs({ view, onTab, children }: StateTabsProps) {
  const counts = useQueries({
    queries: tabs.map((tab) => ({
      ...awardCountQuery(view, tab),
      placeholderData: keepPreviousData,
    })),
  });
  const here = getTab(view);
  return (
    <Tabs value={here} onChange={(tab) => tab !== null && onTab(tab)} keepMounted={false}>
      <Scroller className="state-tabs">
        <Tabs.List aria-label="States" flex={1} className="whole">
          {tabs.map((tab, n) => (
            <Tabs.Tab key={tab} value={tab} px={{ base: 'xs', sm: 'md' }}>
              {getTabLabel(tab)}{' '}
              <Text span size="xs" c="dimmed" ff="monospace">
                {counts[n]?.data?.toLocaleString('en') ?? '–'}
              </Text>
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Scroller>
      <Tabs.Panel value={here} pt="md">
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
