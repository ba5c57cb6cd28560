/* The tabs of the desk, one for each state. */

import { Scroller, Tabs, Text } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import { awardCountQuery } from './award-list-query.ts';
import { type Tab, getTab, tabs, type DeskView } from './desk-view.ts';

interface StateTabsProps {
  view: DeskView;
  onTab: (tab: string) => void;
  children: ReactNode;
}

const getTabLabel = (tab: Tab): string => (tab === 'all' ? 'All' : getStateLabel(tab));

/** A tab for each state with the number of its awards under the active filters. */
export function StateTabs({ view, onTab, children }: StateTabsProps) {
  const counts = useQueries({
    queries: tabs.map((tab) => ({
      ...awardCountQuery(view, tab),
      placeholderData: keepPreviousData,
    })),
  });
  const current = getTab(view);
  return (
    <Tabs value={current} onChange={(tab) => tab !== null && onTab(tab)} keepMounted={false}>
      <Scroller className="state-tabs">
        <Tabs.List aria-label="States" flex={1} className="whole">
          {tabs.map((tab, index) => (
            <Tabs.Tab key={tab} value={tab} px={{ base: 'xs', sm: 'md' }}>
              {getTabLabel(tab)}{' '}
              <Text span size="xs" c="dimmed" ff="monospace">
                {counts[index]?.data?.toLocaleString('en') ?? '–'}
              </Text>
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Scroller>
      <Tabs.Panel value={current} pt="md">
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
