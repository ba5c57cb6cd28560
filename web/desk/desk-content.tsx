import { Box, Stack, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Award } from '../api/types.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { ErrorAlert, QueryContent } from '../parts/query-state.tsx';
import { Pager } from '../parts/pager.tsx';
import { ShowChangesButton } from './show-changes-button.tsx';
import type { ReviewAction } from './award-list-query.ts';
import { AwardList } from './award-list.tsx';
import { EmptyAwardList } from './empty-award-list.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useDeskShortcuts } from './use-desk-shortcuts.ts';
import { useLastPageRedirect } from './use-last-page-redirect.ts';
import { useLiveAwards } from './use-live-awards.ts';
import { useAwardRows } from './use-award-rows.ts';
import {
  defaultOrder,
  pageSize,
  getTab,
  clearFilters,
  type DeskView,
  type DeskViewChange,
} from './desk-view.ts';

/** Comes after the list, which can be read without it. */
const BulkDialog = lazy(async () => ({
  default: (await import('./bulk/bulk-dialog.tsx')).BulkDialog,
}));

interface DeskContentProps {
  view: DeskView;
  onView: (view: DeskView) => void;
  onChange: (change: DeskViewChange) => void;
}

/** The awards of a view: seen, chosen and decided on. */
export function DeskContent({ view, onView, onChange }: DeskContentProps) {
  const live = useLiveAwards(view);
  const rows = useAwardRows(view, live);
  const [asked, setAsked] = useState<{ decision: ReviewAction; awards: Award[] } | null>(null);
  const ask = (decision: ReviewAction, awards: Award[]): void => setAsked({ decision, awards });
  useDeskShortcuts(rows, ask);
  useLastPageRedirect(view, live.query.error, onChange);
  const { selected, selection } = rows;
  const dialog = (decision: ReviewAction) => (
    <BulkDialog
      decision={decision}
      awards={asked?.decision === decision ? asked.awards : null}
      onClose={(done) => {
        setAsked(null);
        selection.setSelected(done, false);
      }}
    />
  );
  return (
    <Stack gap="sm">
      <VisuallyHidden component="h2">Awards</VisuallyHidden>
      <ShowChangesButton count={live.waiting} onShow={live.show} />
      {live.query.isRefetchError && (
        <ErrorAlert error={live.query.error} onRetry={() => void live.show()} />
      )}
      <QueryContent query={live.query} rows={12}>
        {({ items, total }) => (
          <Box
            aria-busy={live.query.isPlaceholderData}
            opacity={live.query.isPlaceholderData ? 0.6 : 1}
          >
            {items.length === 0 ? (
              <EmptyAwardList view={view} onClear={() => onView(clearFilters(view))} />
            ) : (
              <Stack gap="sm">
                <AwardList
                  rows={rows.rows}
                  tab={getTab(view)}
                  order={view.o ?? defaultOrder}
                  onOrder={(o) => onChange({ o: o === defaultOrder ? undefined : o })}
                  selectAll={rows.picking}
                />
                <Pager
                  page={parsePageNumber(view.page)}
                  pageSize={pageSize}
                  total={total}
                  onPage={(page) => onChange({ page: page === 1 ? undefined : String(page) })}
                />
              </Stack>
            )}
          </Box>
        )}
      </QueryContent>
      <SelectionBar
        count={selected.length}
        otherPagesCount={rows.elsewhere}
        onDecide={(decision) => ask(decision, selected)}
        onClear={selection.clear}
      />
      <Suspense>
        {dialog('approve')}
        {dialog('reject')}
      </Suspense>
    </Stack>
  );
}
