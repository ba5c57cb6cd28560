import { Button } from '@mantine/core';
import { LazyMenu } from '../parts/lazy-menu.tsx';
import { lazyPart } from '../parts/lazy-part.tsx';
import type { ColumnChoice } from './chosen-columns.ts';

const OpenedColumns = lazyPart(() => import('./opened-columns.tsx'), 'OpenedColumns');

/** A button that opens the choice of columns; loaded when it is used. */
export function ColumnsMenu(props: ColumnChoice) {
  return (
    <LazyMenu
      popup="dialog"
      button={(attributes) => (
        <Button variant="default" {...attributes}>
          Columns
        </Button>
      )}
    >
      <OpenedColumns {...props} />
    </LazyMenu>
  );
}
