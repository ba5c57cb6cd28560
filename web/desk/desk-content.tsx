/* The awards of the desk: rows, selection, shortcuts, and the dialogs that decide about awards. */

import { Box, Stack, VisuallyHidden } from '@mantine/core';
import { Suspense, useEffect, useState } from 'react';
import type { Award } from '../api/types.ts';
import { isPendingChange } from '../award/running-change.ts';
import { lazyPart, useIsIdle } from '../parts/lazy-part.tsx';
import { Pager } from '../parts/pager.tsx';
import { ErrorAlert, QueryContent } from '../parts/query-state.tsx';
import { parsePageNumber } from '../parts/search-params.ts';
import { AwardList } from './award-list.tsx';
import type { ReviewAction } from './award-list-query.ts';
import {
  clearFilters,
  type DeskView,
  type DeskViewChange,
  getDefaultOrder,
  getOrder,
  getPageSize,
  getTab,
} from './desk-view.ts';
import { EmptyAwardList } from './empty-award-list.tsx';
import { replayHeldKeys } from './first-rows-state.ts';
import { ListFooter } from './list-footer.tsx';
import { usePreviewChoice } from './preview-choice.ts';
import { SelectionBar } from './selection-bar.tsx';
import type { ColumnId } from './table-columns.ts';
import { ShowChangesButton } from './show-changes-button.tsx';
import { useAwardRows } from './use-award-rows.ts';
import { focusCurrentRow } from './use-current-row.ts';
import { useDeskShortcuts } from './use-desk-shortcuts.ts';
import { useLastPageRedirect } from './use-last-page-redirect.ts';
import { useLiveAwards } from './use-live-awards.ts';

/** Loaded after the list, which is useful without them. */
const AwardPreview = lazyPart(() => import('./award-preview.tsx'), 'AwardPreview');
const BulkDialog = lazyPart(() => import('./bulk/bulk-dialog.tsx'), 'BulkDialog');

interface DeskContentProps {
  view: DeskView;
  onView: (view: DeskView) => void;
  onChange: (change: DeskViewChange) => void;
  /** The columns of the table that the reader chose. */
  chosenColumns: readonly ColumnId[];
}

/** The awards of a view, with selection, shortcuts and the dialogs that decide about awards. */
export function DeskContent({ view, onView, onChange, chosenColumns }: DeskContentProps) {
  const live = useLiveAwards(view);
  const rows = useAwardRows(view, live);
  const [dialog, setDialog] = useState<{ action: ReviewAction; awards: Award[] } | null>(null);
  // Closing a dialog keeps it rendered: its comment outlives it.
  const hasDialogs = useIsIdle(dialog !== null);
  const [focusRequest, setFocusRequest] = useState(0);
  useEffect(() => {
    if (focusRequest > 0) focusCurrentRow();
  }, [focusRequest]);
  const openDialog = (action: ReviewAction, awards: Award[]): void => setDialog({ action, awards });
  useDeskShortcuts(rows, openDialog);
  // After the effects that bind the keys.
  useEffect(replayHeldKeys, []);
  useLastPageRedirect(view, live.query.error, onChange);
  const { selectedAwards, selection } = rows;
  const preview = usePreviewChoice();
  const previewed = rows.current.currentAward ?? live.query.data?.items[0];
  const renderDialog = (action: ReviewAction) => (
    <BulkDialog
      action={action}
      awards={dialog?.action === action ? dialog.awards : null}
      // Before the list is read again: selected awards that left it would be read one by one.
      onDecided={(decided) => selection.setSelected(decided, false)}
      onClose={(decided) => {
        setDialog(null);
        // The decided row may be gone: the focus goes to the one in its place.
        if (decided.length > 0) setFocusRequest((count) => count + 1);
      }}
    />
  );
  return (
    <Stack gap="sm">
      <VisuallyHidden component="h2">Awards</VisuallyHidden>
      <ShowChangesButton count={live.changeCount} onShow={live.showChanges} />
      {live.query.isRefetchError && (
        <ErrorAlert error={live.query.error} onRetry={() => void live.showChanges()} />
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
                <div className="list-and-preview">
                  <div>
                    <AwardList
                      rows={rows.rows}
                      actions={rows.actions}
                      tab={getTab(view)}
                      order={getOrder(view)}
                      onOrder={(o) => onChange({ o: o === getDefaultOrder(view) ? undefined : o })}
                      selectAll={rows.selectAll}
                      chosenColumns={chosenColumns}
                    />
                  </div>
                  {preview.isShown && previewed && (
                    <aside>
                      <Suspense>
                        <AwardPreview
                          award={previewed}
                          actions={rows.actions}
                          onDecide={
                            rows.isDecidable(previewed)
                              ? (action) => openDialog(action, [previewed])
                              : null
                          }
                        />
                      </Suspense>
                    </aside>
                  )}
                </div>
                <ListFooter view={view} onChange={onChange} preview={preview} />
                <Pager
                  page={parsePageNumber(view.page)}
                  pageSize={getPageSize(view)}
                  total={total}
                  onPage={(page) => onChange({ page: page === 1 ? undefined : String(page) })}
                />
              </Stack>
            )}
          </Box>
        )}
      </QueryContent>
      <SelectionBar
        count={selectedAwards.length}
        hasPendingChange={selectedAwards.some(isPendingChange)}
        otherPagesCount={rows.otherPagesCount}
        onDecide={(action) => openDialog(action, selectedAwards)}
        onClear={selection.clear}
      />
      {hasDialogs && (
        <Suspense>
          {renderDialog('refuse-change')}
          {renderDialog('approve')}
          {renderDialog('reject')}
        </Suspense>
      )}
    </Stack>
  );
}
