import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { lazyPart } from '../parts/lazy-part.tsx';
import type { ColumnChoice } from './chosen-columns.ts';

const OpenedColumns = lazyPart(async () => (await import('./opened-columns.tsx')).OpenedColumns);

/** A button that opens the choice of columns; loaded when it is used. */
export function ColumnsMenu(props: ColumnChoice) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) {
    return (
      <Suspense fallback={<Button variant="default">Columns</Button>}>
        <OpenedColumns {...props} />
      </Suspense>
    );
  }
  return (
    <Button
      variant="default"
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      Columns
    </Button>
  );
}
