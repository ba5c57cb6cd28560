import { type HotkeyItem, useHotkeys } from '@mantine/hooks';

export interface RowShortcutHandlers {
  next: () => void;
  previous: () => void;
  open: () => void;
  select: () => void;
  approve: () => void;
  reject: () => void;
}

/** The keys of the list. They stay out of the way of fields, dialogs and menus. */
export function useRowShortcuts(keys: RowShortcutHandlers): void {
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
      on('j', isOutsideInput, keys.next),
      on('k', isOutsideInput, keys.previous),
      on('Enter', isOutsideControl, keys.open),
      on('x', isOutsideInput, keys.select),
      on('a', isOutsideInput, keys.approve),
      on('r', isOutsideInput, keys.reject),
    ],
    // A checkbox is an input too, and who has just ticked one wants to go on with the keys.
    [],
  );
}

const textInputSelector = 'textarea, select, input:not([type="checkbox"])';

function isOutsideInput(target: Element): boolean {
  const isOver = document.querySelector('[aria-modal="true"]') !== null;
  return !isOver && target.closest(`${textInputSelector}, [role="dialog"], [role="menu"]`) === null;
}

/** Enter means what has the focus, where that is something that can be pressed. */
function isOutsideControl(target: Element): boolean {
  return isOutsideInput(target) && target.closest('a, button') === null;
}
