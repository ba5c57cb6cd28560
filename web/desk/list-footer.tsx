import { Anchor, Checkbox, Group, NativeSelect } from '@mantine/core';
import { buildCsvUrl } from './award-list-query.ts';
import type { usePreviewChoice } from './preview-choice.ts';
import { type DeskView, type DeskViewChange, getPageSize, pageSizes } from './desk-view.ts';

interface ListFooterProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
  preview: ReturnType<typeof usePreviewChoice>;
}

/** Below the list: its size, whether it has a preview, and the list as CSV. */
export function ListFooter({ view, onChange, preview }: ListFooterProps) {
  return (
    <Group gap="md" className="no-print">
      <NativeSelect
        size="xs"
        aria-label="Awards on a page"
        data={pageSizes.map((size) => ({ value: String(size), label: `${size} on a page` }))}
        value={String(getPageSize(view))}
        onChange={(event) => onChange({ page_size: event.currentTarget.value })}
      />
      <Anchor size="sm" href={buildCsvUrl(view)} download="awards.csv">
        This list as CSV
      </Anchor>
      {preview.isPossible && (
        <Checkbox
          size="sm"
          label="Preview"
          checked={preview.isShown}
          onChange={(event) => preview.setShown(event.currentTarget.checked)}
        />
      )}
    </Group>
  );
}
