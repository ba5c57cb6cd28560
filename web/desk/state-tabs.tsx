/* The tabs of the desk, one for each state. */

import { Scroller, Tabs, Text } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getStateLabel } from '../parts/award-state-badge.tsx';
import { type AwardState, awardStates } from '../../src/award/award-enums.ts';
import { awardCountQuery } from './award-list-query.ts';
import { getTab, isTab, tabs, type DeskView } from './desk-view.ts';

interface StateTabsProps {
  view: DeskView;
  onTab: (tab: string) => void;
  children: ReactNode;
}

const getTabLabel = (tab: string): string =>
  tab
    .split(',')
    .map((state) => (isState(state) ? getStateLabel(state) : 'All'))
    .join(' + ');

const isState = (text: string): text is AwardState => awardStates.some((state) => state === text);

/** A tab for each state with the number of its awards under the active filters. */
export function StateTabs({ view, onTab, children }: StateTabsProps) {
  const current = getTab(view);
  // Several states at once have a tab while they are chosen.
  const shownTabs = isTab(current) ? [...tabs] : [...tabs, current];
  const counts = useQueries({
    queries: shownTabs.map((tab) => ({
      ...awardCountQuery(view, tab),
      placeholderData: keepPreviousData,
    })),
  });
  return (
    <Tabs value={current} onChange={(tab) => tab !== null && onTab(tab)} keepMounted={false}>
      <Scroller className="state-tabs">
        <Tabs.List aria-label="States" flex={1} className="whole">
          {shownTabs.map((tab, index) => (
            <Tabs.Tab key={tab} value={tab} px={{ base: 'xs', sm: 'md' }}>
              {getTabLabel(tab)}{' '}
              <Text span size="xs" c="dimmed" ff="monospace">
                {counts[index]?.data?.toLocaleString('en') ?? '–'}
              </Text>
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Scroller>
      <Tabs.Panel value={current} pt="xs">
        {children}
      </Tabs.Panel>
    </Tabs>
  );
}
