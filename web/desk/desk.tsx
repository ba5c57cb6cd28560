import { Box, Stack, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Award } from '../api/types.ts';
import { pageNumber } from '../app/search.ts';
import { Failure, Shown } from '../parts/feedback.tsx';
import { Pager } from '../parts/pager.tsx';
import { Arrivals } from './arrivals.tsx';
import type { Decision } from './awards.ts';
import { AwardList } from './list.tsx';
import { Nothing } from './nothing.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { useLastPage } from './use-last-page.ts';
import { useLiveAwards } from './use-live-awards.ts';
import { useRows } from './use-rows.ts';
import { oldestFirst, pageSize, tabOf, unfiltered, type View, type ViewChange } from './view.ts';

/** Comes after the list, which can be read without it. */
const BulkDialog = lazy(async () => ({ default: (await import('./bulk/dialog.tsx')).BulkDialog }));

interface DeskProps {
  view: View;
  onView: (view: View) => void;
  onChange: (change: ViewChange) => void;
}

/** The awards of a view: seen, chosen and decided on. */
export function Desk({ view, onView, onChange }: DeskProps) {
  const live = useLiveAwards(view);
  const rows = useRows(view, live);
  const [asked, setAsked] = useState<{ decision: Decision; awards: Award[] } | null>(null);
  const ask = (decision: Decision, awards: Award[]): void => setAsked({ decision, awards });
  useDeskKeys(rows, ask);
  useLastPage(view, live.query.error, onChange);
  const { selected, selection } = rows;
  const dialog = (decision: Decision) => (
    <BulkDialog
      decision={decision}
      awards={asked?.decision === decision ? asked.awards : null}
      onClose={(done) => {
        setAsked(null);
        selection.set(done, false);
      }}
    />
  );
  return (
    <Stack gap="sm">
      <VisuallyHidden component="h2">Awards</VisuallyHidden>
      <Arrivals count={live.waiting} onShow={live.show} />
      {live.query.isRefetchError && (
        <Failure error={live.query.error} onRetry={() => void live.show()} />
      )}
      <Shown query={live.query} rows={12}>
        {({ items, total }) => (
          <Box
            aria-busy={live.query.isPlaceholderData}
            opacity={live.query.isPlaceholderData ? 0.6 : 1}
          >
            {items.length === 0 ? (
              <Nothing view={view} onClear={() => onView(unfiltered(view))} />
            ) : (
              <Stack gap="sm">
                <AwardList
                  rows={rows.rows}
                  tab={tabOf(view)}
                  order={view.o ?? oldestFirst}
                  onOrder={(o) => onChange({ o: o === oldestFirst ? undefined : o })}
                  picking={rows.picking}
                />
                <Pager
                  page={pageNumber(view.page)}
                  pageSize={pageSize}
                  total={total}
                  onPage={(page) => onChange({ page: page === 1 ? undefined : String(page) })}
                />
              </Stack>
            )}
          </Box>
        )}
      </Shown>
      <SelectionBar
        count={selected.length}
        elsewhere={rows.elsewhere}
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
