import { Button, type ButtonProps } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { LazyMenuButtonProps } from '../parts/lazy-menu.tsx';
import { type DeskView, getHiddenFilters } from './desk-view.ts';

interface FilterButtonProps extends ButtonProps, LazyMenuButtonProps {
  view: DeskView;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with the number of filters that are set. */
export function FilterButton({ view, ...props }: FilterButtonProps) {
  const count = getHiddenFilters(view).length;
  return (
    <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />} {...props}>
      Filters{count > 0 && ` (${count})`}
    </Button>
  );
}
