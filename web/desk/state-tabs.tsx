import { Scroller, Tabs, Text } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { stateWord } from '../parts/state-badge.tsx';
import { countQuery } from './awards.ts';
import { type Tab, tabOf, tabs, type View } from './view.ts';

interface StateTabsProps {
  view: View;
  onTab: (tab: string) => void;
  children: ReactNode;
}

export const tabWord = (tab: Tab): string => (tab === 'all' ? 'All' : stateWord(tab));

/** The states with how many awards are in each, under the filters that are set. */
export function StateTabs({ view, onTab, children }: StateTabsProps) {
  const counts = useQueries({
    queries: tabs.map((tab) => ({ ...countQuery(view, tab), placeholderData: keepPreviousData })),
  });
  const here = tabOf(view);
  return (
    <Tabs value={here} onChange={(tab) => tab !== null && onTab(tab)} keepMounted={false}>
      <Scroller className="state-tabs">
        <Tabs.List aria-label="States" flex={1} className="whole">
          {tabs.map((tab, n) => (
            <Tabs.Tab key={tab} value={tab} px={{ base: 'xs', sm: 'md' }}>
              {tabWord(tab)}{' '}
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
