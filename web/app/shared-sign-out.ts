import { basePath } from '../api/base-path.ts';
import { clearTabStorage } from '../parts/clear-tab-storage.ts';

/** All tabs of this browser share one session, so signing out in one signs out all. */
const channel = new BroadcastChannel('gatehouse sign-out');

/** Tells the other tabs that the session has ended. */
export const announceSignOut = (): void => channel.postMessage('signed out');

/** Leads to the sign-in page when another tab signs out. Returns a function that stops that. */
export function followSignOut(): () => void {
  const leave = (): void => {
    clearTabStorage();
    window.location.assign(`${basePath}/sign-in`);
  };
  channel.addEventListener('message', leave);
  return () => channel.removeEventListener('message', leave);
}
