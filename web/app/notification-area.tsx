import { useNotifications } from '@mantine/notifications';
import { CatchBoundary } from '@tanstack/react-router';
import { Suspense } from 'react';
import { lazyPart, useIsIdle } from '../parts/lazy-part.tsx';

const Notifications = lazyPart(() => import('./notifications.ts'), 'Notifications');

/** Shows notifications; plainly where the code that lets readers dismiss them is not loaded. */
export function NotificationArea() {
  if (!useIsIdle()) return <PlainNotifications />;
  return (
    <CatchBoundary getResetKey={() => 0} errorComponent={PlainNotifications}>
      <Suspense fallback={<PlainNotifications />}>
        <Notifications position="bottom-right" />
      </Suspense>
    </CatchBoundary>
  );
}

/** Without this, a reader whose network fails right after the page was loaded would see nothing. */
function PlainNotifications() {
  const { notifications } = useNotifications();
  if (notifications.length === 0) return null;
  return (
    <div className="plain-notifications" role="alert">
      {notifications.map(({ id, title, message }) => (
        <p key={id}>
          {title && <strong>{title} </strong>}
          {message}
        </p>
      ))}
    </div>
  );
}
