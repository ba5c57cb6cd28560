import { Outlet } from '@tanstack/react-router';
import { OpeningBar } from './opening-bar.tsx';
import { LeaveQuestion } from './leave-question.tsx';

/** What every screen has, signed in or not. */
export function Root() {
  return (
    <>
      <Outlet />
      <OpeningBar />
      <LeaveQuestion />
    </>
  );
}
