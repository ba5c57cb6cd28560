import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { isModalOpen } from '../parts/is-modal-open.ts';

export interface RowShortcutHandlers {
  next: () => void;
  previous: () => void;
  open: () => void;
  select: () => void;
  approve: () => void;
  reject: () => void;
}

/** Binds the keys of the list. They do nothing inside text inputs, dialogs and menus. */
export function useRowShortcuts(handlers: RowShortcutHandlers): void {
  const bind = (
    key: string,
    isAllowedAt: (target: Element) => boolean,
    handle: () => void,
  ): HotkeyItem => [
    key,
    (event) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (!isAllowedAt(target) || (event.repeat && key !== 'j' && key !== 'k')) return;
      event.preventDefault();
      handle();
    },
    { preventDefault: false },
  ];
  useHotkeys(
    [
      bind('j', isOutsideInput, handlers.next),
      bind('k', isOutsideInput, handlers.previous),
      bind('Enter', isOutsideControl, handlers.open),
      bind('x', isOutsideInput, handlers.select),
      bind('a', isOutsideInput, handlers.approve),
      bind('r', isOutsideInput, handlers.reject),
    ],
    // No ignored tags: a checkbox is an input, and the keys must work after a click on one.
    [],
  );
}

const textInputSelector = 'textarea, select, input:not([type="checkbox"])';

function isOutsideInput(target: Element): boolean {
  if (isModalOpen()) return false;
  return target.closest(`${textInputSelector}, [role="dialog"], [role="menu"]`) === null;
}

/** Enter belongs to a focused link or button. */
function isOutsideControl(target: Element): boolean {
  return isOutsideInput(target) && target.closest('a, button') === null;
}
