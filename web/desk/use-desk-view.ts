import { useNavigate, useSearch } from '@tanstack/react-router';
import { updateView, type DeskView, type DeskViewChange } from './desk-view.ts';

/** The view that the address bar says, and how to go to another. */
export function useDeskView() {
  const view: DeskView = useSearch({ from: '/signed-in/' });
  const navigate = useNavigate();
  const go = (next: DeskView, { replace } = { replace: false }): void => {
    void navigate({ to: '/', search: next, replace, resetScroll: false });
  };
  return {
    view,
    go,
    change: (change: DeskViewChange, options?: { replace: boolean }): void =>
      go(updateView(view, change), options),
  };
}
