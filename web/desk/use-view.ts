import { useNavigate, useSearch } from '@tanstack/react-router';
import { changed, type View, type ViewChange } from './view.ts';

/** The view that the address bar says, and how to go to another. */
export function useView() {
  const view: View = useSearch({ from: '/signed-in/' });
  const navigate = useNavigate();
  const go = (next: View, { replace } = { replace: false }): void => {
    void navigate({ to: '/', search: next, replace, resetScroll: false });
  };
  return {
    view,
    go,
    change: (change: ViewChange, options?: { replace: boolean }): void =>
      go(changed(view, change), options),
  };
}
