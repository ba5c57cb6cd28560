import { type ReactNode, Suspense, useState } from 'react';

/** What the button needs until the menu is there; nothing while the menu's code is loading. */
export interface LazyMenuButtonProps {
  'aria-haspopup'?: 'dialog' | 'menu';
  'aria-expanded'?: boolean;
  onClick?: () => void;
}

interface LazyMenuProps {
  popup: 'dialog' | 'menu';
  button: (props: LazyMenuButtonProps) => ReactNode;
  /** A lazy part with a button of its own that is open when it appears. */
  children: ReactNode;
}

/** A button that gives way to a menu when it is clicked; the menu's code may be loaded only then. */
export function LazyMenu({ popup, button, children }: LazyMenuProps) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) return <Suspense fallback={button({})}>{children}</Suspense>;
  return button({
    'aria-haspopup': popup,
    'aria-expanded': false,
    onClick: () => setWanted(true),
  });
}
