import { Affix, Box, Button, Group, Paper, Text, Transition } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCheck, IconRefresh, IconX } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { mayReview } from '../api/may.ts';
import type { Award } from '../api/types.ts';
import { pageNumber } from '../app/search.ts';
import { useMe } from '../app/session.tsx';
import { Listing } from '../parts/listing.tsx';
import { Page } from '../parts/page.tsx';
import { nameOf } from './awards.ts';
import { DeskCards } from './cards.tsx';
import { NoAwards } from './empty.tsx';
import { Filters } from './filters.tsx';
import { useSelection } from './selection.ts';
import { DeskTable, type RowsProps } from './table.tsx';
import { StateTabs } from './tabs.tsx';
import { type Together, TogetherDialog } from './together.tsx';
import { useDeskList } from './use-desk-list.ts';
import { useKeys } from './use-keys.ts';
import { type DeskSearch, defaultOrder, pageSize, tabOf } from './view.ts';

/** What waits for me, oldest first; and everything else that I may see. */
export function DeskScreen() {
  const me = useMe();
  const search = useSearch({ from: '/signed-in/' });
  const navigate = useNavigate({ from: '/' });
  const { list, news, hasMissed, gone, showNews } = useDeskList(search);
  const awards = list.data?.items ?? [];
  const selection = useSelection(awards);
  const [together, setTogether] = useState<Together | null>(null);
  const tab = tabOf(search);
  // Known at the first look, so that rows are made but once.
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const isSelectable = (award: Award): boolean => award.state === 'pending' && mayReview(me, award);
  const selectable = awards.filter(isSelectable);

  const show = (change: DeskSearch): void => {
    void navigate({ search: (old) => ({ ...old, page: '', ...change }), resetScroll: false });
  };
  const decide = (action: Together['action'], one?: Award): void => {
    const chosen = selection.awards.length > 0 ? selection.awards : one ? [one] : [];
    const ours = chosen.filter((award) => mayReview(me, award));
    if (ours.length > 0) setTogether({ action, awards: ours });
  };
  const { here, setHere } = useKeys({
    awards,
    isSelectable,
    onToggle: selection.toggle,
    onDecide: decide,
  });
  const rows: RowsProps = {
    awards,
    here,
    onHere: setHere,
    isSelectable,
    isSelected: selection.has,
    onToggle: selection.toggle,
    isStale: (award) => tab !== 'all' && award.state !== tab,
    isGone: (award) => gone.has(nameOf(award)),
  };
  const toggleAll = (): void =>
    selection.set(selection.awards.length === selectable.length ? [] : selectable);

  return (
    <Page title="Desk" about="Awards that were sent here, and what became of them.">
      <Filters search={search} onChange={show} />
      <StateTabs
        search={search}
        onTab={(state) => {
          selection.clear();
          show({ state: state === 'pending' ? '' : state });
        }}
      />
      <News count={news} hasMissed={hasMissed} onShow={showNews} />
      <Listing
        query={list}
        page={pageNumber(search.page)}
        pageSize={pageSize}
        onPage={(page) => void navigate({ search: (old) => ({ ...old, page: String(page) }) })}
        empty={<NoAwards search={search} onClear={show} />}
      >
        {() =>
          isNarrow ? (
            <DeskCards {...rows} />
          ) : (
            <DeskTable
              {...rows}
              order={search.o ?? defaultOrder}
              onOrder={(o) => show({ o })}
              onToggleAll={toggleAll}
            />
          )
        }
      </Listing>
      <SelectionBar
        count={selection.awards.length}
        onDecide={(action) => decide(action)}
        onClear={selection.clear}
      />
      <TogetherDialog
        together={together}
        onClose={(failed) => {
          setTogether(null);
          if (failed === null) return;
          selection.set(failed);
          void showNews();
        }}
      />
    </Page>
  );
}

interface NewsProps {
  count: number;
  hasMissed: boolean;
  onShow: () => Promise<void>;
}

/** What has arrived since the list was read: announced, and shown when asked for. */
function News({ count, hasMissed, onShow }: NewsProps) {
  const words = hasMissed
    ? 'There may be news – show it'
    : `${count} new or changed ${count === 1 ? 'award' : 'awards'} – show ${count === 1 ? 'it' : 'them'}`;
  return (
    <Box aria-live="polite" pos="sticky" top={60} style={{ zIndex: 2 }}>
      {count > 0 && (
        <Button
          fullWidth
          variant="light"
          leftSection={<IconRefresh size={16} />}
          onClick={() => void onShow()}
          bg="var(--mantine-color-body)"
          bd="1px solid var(--mantine-primary-color-filled)"
        >
          {words}
        </Button>
      )}
    </Box>
  );
}

interface SelectionBarProps {
  count: number;
  onDecide: (action: Together['action']) => void;
  onClear: () => void;
}

function SelectionBar({ count, onDecide, onClear }: SelectionBarProps) {
  return (
    <Affix position={{ bottom: 16, left: 16, right: 16 }} style={{ pointerEvents: 'none' }}>
      <Transition mounted={count > 0} transition="slide-up">
        {(styles) => (
          <Paper
            withBorder
            shadow="md"
            p="xs"
            mx="auto"
            maw={560}
            role="region"
            aria-label="Selected awards"
            style={{ ...styles, pointerEvents: 'auto' }}
          >
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {count} selected
              </Text>
              <Group gap="xs">
                <Button size="xs" variant="subtle" onClick={onClear}>
                  Clear
                </Button>
                <Button
                  size="xs"
                  color="red"
                  variant="light"
                  leftSection={<IconX size={14} />}
                  onClick={() => onDecide('reject')}
                >
                  Reject…
                </Button>
                <Button
                  size="xs"
                  leftSection={<IconCheck size={14} />}
                  onClick={() => onDecide('approve')}
                >
                  Approve…
                </Button>
              </Group>
            </Group>
          </Paper>
        )}
      </Transition>
    </Affix>
  );
}
