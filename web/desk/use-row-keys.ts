import { type HotkeyItem, useHotkeys } from '@mantine/hooks';

export interface RowKeys {
  next: () => void;
  previous: () => void;
  open: () => void;
  select: () => void;
  approve: () => void;
  reject: () => void;
}

/** The keys of the list. They stay out of the way of fields, dialogs and menus. */
export function useRowKeys(keys: RowKeys): void {
  const on = (key: string, isFree: (target: Element) => boolean, act: () => void): HotkeyItem => [
    key,
    (event) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (!isFree(target) || (event.repeat && key !== 'j' && key !== 'k')) return;
      event.preventDefault();
      act();
    },
    { preventDefault: false },
  ];
  useHotkeys(
    [
      on('j', isOutside, keys.next),
      on('k', isOutside, keys.previous),
      on('Enter', isIdle, keys.open),
      on('x', isOutside, keys.select),
      on('a', isOutside, keys.approve),
      on('r', isOutside, keys.reject),
    ],
    // A checkbox is an input too, and who has just ticked one wants to go on with the keys.
    [],
  );
}

const typed = 'textarea, select, input:not([type="checkbox"])';

function isOutside(target: Element): boolean {
  const isOver = document.querySelector('[aria-modal="true"]') !== null;
  return !isOver && target.closest(`${typed}, [role="dialog"], [role="menu"]`) === null;
}

/** Enter means what has the focus, where that is something that can be pressed. */
function isIdle(target: Element): boolean {
  return isOutside(target) && target.closest('a, button') === null;
}
