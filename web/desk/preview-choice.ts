import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';

/** Windows in which the list leaves room for a preview. */
const previewMediaQuery = '(min-width: 100em)';

const storageKey = 'gatehouse preview';

interface PreviewChoice {
  /** Whether the window has room for a preview. */
  isPossible: boolean;
  isShown: boolean;
  setShown: (isShown: boolean) => void;
}

/** Whether a preview stands beside the list: in wide windows, until the reader hides it. */
export function usePreviewChoice(): PreviewChoice {
  const isPossible = useMediaQuery(previewMediaQuery, undefined, {
    getInitialValueInEffect: false,
  });
  const [isHidden, setHidden] = useState(readIsHidden);
  const setShown = (isShown: boolean): void => {
    setHidden(!isShown);
    try {
      localStorage.setItem(storageKey, isShown ? 'shown' : 'hidden');
    } catch {
      // Without storage the choice lasts until the page is left.
    }
  };
  return { isPossible, isShown: isPossible && !isHidden, setShown };
}

function readIsHidden(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'hidden';
  } catch {
    return false;
  }
}
