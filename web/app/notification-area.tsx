import { Suspense } from 'react';
import { lazyPart, useIsIdle } from '../parts/lazy-part.tsx';

const Notifications = lazyPart(async () => (await import('./notifications.ts')).Notifications);

/** Shows notifications, also those from before its code was loaded, which a store has. */
export function NotificationArea() {
  return (
    useIsIdle() && (
      <Suspense>
        <Notifications position="bottom-right" />
      </Suspense>
    )
  );
}
