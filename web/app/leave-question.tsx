import { useBlocker } from '@tanstack/react-router';
import { Suspense, useEffect, useSyncExternalStore } from 'react';
import { abortChanges, hasChangesInFlight, subscribeToChanges } from '../api/changes-in-flight.ts';
import {
  closeLeaveQuestion,
  isLeaveQuestionOpen,
  subscribeToLeaveQuestion,
} from '../parts/leave-dialog.ts';
import { lazyPart, useIsIdle } from '../parts/lazy-part.tsx';

const LeaveQuestionDialog = lazyPart(
  () => import('./leave-question-dialog.tsx'),
  'LeaveQuestionDialog',
);

/**
 * Asked when somebody leaves a dialog or a page while a request is under way. Those who stop waiting
 * stay, and the form says what has become of the request.
 */
export function LeaveQuestion() {
  const isInFlight = useSyncExternalStore(subscribeToChanges, hasChangesInFlight);
  const isAsked = useSyncExternalStore(subscribeToLeaveQuestion, isLeaveQuestionOpen);
  const blocker = useBlocker({
    shouldBlockFn: () => hasChangesInFlight(),
    enableBeforeUnload: () => hasChangesInFlight(),
    withResolver: true,
  });
  const close = (): void => {
    closeLeaveQuestion();
    blocker.reset?.();
  };
  // The reply has come: the form says what happened.
  useEffect(() => {
    if (!isInFlight) closeLeaveQuestion();
    if (!isInFlight && blocker.status === 'blocked') blocker.reset();
  }, [isInFlight, blocker]);
  const isOpen = isInFlight && (isAsked || blocker.status === 'blocked');
  if (!useIsIdle(isOpen)) return null;
  return (
    <Suspense>
      <LeaveQuestionDialog
        isOpen={isOpen}
        onStay={close}
        onStopWaiting={() => {
          close();
          abortChanges();
        }}
      />
    </Suspense>
  );
}
