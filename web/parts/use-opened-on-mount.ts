import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * For a menu that takes the place of the button that was clicked: focuses its own button, where the
 * focus returns to, then opens.
 */
export function useOpenedOnMount(): {
  button: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
} {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setOpen(true);
  }, []);
  return { button, isOpen, setOpen };
}
