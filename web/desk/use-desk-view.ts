import { useNavigate, useSearch } from '@tanstack/react-router';
import { type DeskView, type DeskViewChange, updateView } from './desk-view.ts';

/** The view in the URL, and functions that navigate to another one or change a part of it. */
export function useDeskView() {
  const view: DeskView = useSearch({ from: '/signed-in/' });
  const navigate = useNavigate();
  const setView = (next: DeskView, { replace } = { replace: false }): void => {
    void navigate({ to: '/', search: next, replace, resetScroll: false });
  };
  const changeView = (change: DeskViewChange, options?: { replace: boolean }): void =>
    setView(updateView(view, change), options);
  return { view, setView, changeView };
}
